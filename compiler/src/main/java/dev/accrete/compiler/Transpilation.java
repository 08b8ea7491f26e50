package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.parse.CreatedTable;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.translate.Translator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes one file in another dialect: a SELECT, alone or in a CREATE TABLE, or a model with front
 * matter and interpolations, both of which stay as they are.
 */
public final class Transpilation {
  /** What leaves room for a name of the same length: braces inside quotes do not end it. */
  private static final Pattern INTERPOLATION =
      Pattern.compile("\\$\\{(?:[^{}'\"]|'[^']*'|\"[^\"]*\")*\\}");

  private static final Pattern FRONT_MATTER =
      Pattern.compile("(?s)\\A\\s*---\\R.*?\\R---[ \\t]*(?:\\R|\\z)");

  private Transpilation() {}

  /**
   * The file's text in another dialect.
   *
   * @param file the text, and its name for messages
   * @param from the dialect that it is written in: redshift, postgres or duckdb
   * @param to the dialect that it becomes
   * @return the text; absent where it does not parse; the diagnostics tell what has no equal
   */
  public static Checked<Optional<String>> transpile(SourceFile file, String from, String to) {
    String text =
        from.equals("redshift") ? SqlComments.withoutEscapedQuotes(file.text()) : file.text();
    Origin whole = new Origin(new Span(file, 0, text.length()), List.of());
    RenderedText rendered =
        new RenderedText(
            text, List.of(), new TreeMap<>(Map.of(0, new RenderedText.Piece(whole, true))));
    Findings findings = new Findings();
    RenderedText query = CreatedTable.unwrapped(rendered, parsable(text), findings);
    Checked<Optional<RenderedText>> translated =
        DeepStack.call(
            () -> new Translator(from, to, false).translateUnfilled(query, parsable(query.text())));
    findings.addAll(translated.diagnostics());
    return findings.with(translated.value().map(RenderedText::text));
  }

  /** The text with blanks for front matter and names for interpolations. */
  private static String parsable(String text) {
    String body = replaced(FRONT_MATTER, text, ' ');
    return replaced(INTERPOLATION, body, 'x');
  }

  private static String replaced(Pattern pattern, String text, char by) {
    StringBuilder out = new StringBuilder(text);
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      for (int i = matcher.start(); i < matcher.end(); i++) {
        if (!Character.isWhitespace(text.charAt(i)) || by != ' ') {
          out.setCharAt(i, by);
        }
      }
    }
    return out.toString();
  }
}
