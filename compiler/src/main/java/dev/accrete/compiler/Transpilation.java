package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.parse.CreatedTable;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.translate.Translator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes one file in another dialect: a SELECT, alone or in a CREATE TABLE, a model with front
 * matter and interpolations, both of which stay as they are, or a script of several statements.
 */
public final class Transpilation {
  /** What leaves room for a name of the same length: braces inside quotes do not end it. */
  private static final Pattern INTERPOLATION =
      Pattern.compile("\\$\\{(?:[^{}'\"]|'[^']*'|\"[^\"]*\")*\\}");

  private static final Pattern FRONT_MATTER =
      Pattern.compile("(?s)\\A\\s*---\\R.*?\\R---[ \\t]*(?:\\R|\\z)");

  private Transpilation() {}

  /**
   * The file's text in another dialect. Of several statements each is written alone, and in place
   * of one that has an error stands a comment.
   *
   * @param file the text, and its name for messages
   * @param from the dialect that it is written in: redshift, postgres or duckdb
   * @param to the dialect that it becomes
   * @return the text; absent where its one statement does not parse; the diagnostics tell what has
   *     no equal
   */
  public static Checked<Optional<String>> transpile(SourceFile file, String from, String to) {
    String text = text(file, from);
    List<Integer> ends = ends(text);
    Findings findings = new Findings();
    if (ends.size() < 2) {
      return findings.with(statement(file, text, 0, findings, new Translator(from, to, false)));
    }
    StringBuilder script = new StringBuilder();
    int start = 0;
    for (int end : ends) {
      script.append(oneOfMany(file, text.substring(start, end), start, findings, from, to));
      script.append(text, end, Math.min(end + 1, text.length()));
      start = Math.min(end + 1, text.length());
    }
    return findings.with(Optional.of(script + text.substring(start)));
  }

  /** Whether a file holds more than one statement. */
  public static boolean isScript(SourceFile file, String from) {
    return ends(text(file, from)).size() > 1;
  }

  private static String text(SourceFile file, String from) {
    return from.equals("redshift") ? SqlComments.withoutEscapedQuotes(file.text()) : file.text();
  }

  /** Where the statements of a text end: at a semicolon, or at the end of the text. */
  private static List<Integer> ends(String text) {
    String code = SqlComments.masked(parsable(text));
    List<Integer> ends = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= code.length(); i++) {
      if (i == code.length() || code.charAt(i) == ';') {
        if (!code.substring(start, i).isBlank()) {
          ends.add(i);
        }
        start = i + 1;
      }
    }
    return ends;
  }

  /** A CREATE TABLE keeps its head here, as what follows may read the table. */
  private static String oneOfMany(
      SourceFile file, String text, int start, Findings findings, String from, String to) {
    Findings own = new Findings();
    Translator translator = new Translator(from, to, false);
    Optional<String> written = statement(file, text, start, own, translator);
    Checked<Optional<String>> checked = own.with(written);
    Optional<CreatedTable.Head> head = CreatedTable.head(parsable(text));
    findings.addAll(
        checked.diagnostics().stream()
            .filter(d -> head.isEmpty() || d.code() != Code.CREATED_TABLE)
            .toList());
    int code = SqlComments.start(text);
    if (checked.hasErrors() || written.isEmpty()) {
      return text.substring(0, code) + "/* this statement has an error */";
    }
    return head.map(
            h ->
                written.get().substring(0, h.start())
                    + h.text()
                    + written.get().substring(h.start()))
        .orElse(written.get());
  }

  private static Optional<String> statement(
      SourceFile file, String text, int start, Findings findings, Translator translator) {
    Origin whole = new Origin(new Span(file, start, start + text.length()), List.of());
    RenderedText rendered =
        new RenderedText(
            text, List.of(), new TreeMap<>(Map.of(0, new RenderedText.Piece(whole, true))));
    RenderedText query = CreatedTable.unwrapped(rendered, parsable(text), findings);
    Checked<Optional<RenderedText>> translated =
        DeepStack.call(() -> translator.translateUnfilled(query, parsable(query.text())));
    findings.addAll(translated.diagnostics());
    return translated.value().map(RenderedText::text);
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
