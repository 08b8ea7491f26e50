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
import dev.accrete.compiler.tree.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes one file in another dialect: a SELECT, alone or in a CREATE TABLE, or a model with front
 * matter and interpolations, both of which stay as they are.
 */
public final class Transpilation {
  private Transpilation() {}

  /** The file's text in another dialect, where nothing is known of the relations that it reads. */
  public static Checked<Optional<String>> transpile(SourceFile file, String from, String to) {
    return transpile(file, from, to, Map.of());
  }

  /**
   * The file's text in another dialect.
   *
   * @param file the text, and its name for messages
   * @param from the dialect that it is written in: redshift, postgres or duckdb
   * @param to the dialect that it becomes
   * @param relations the columns of relations that it may read, by their names; what they do not
   *     tell is not known
   * @return the text; absent where it does not parse; the diagnostics tell what has no equal
   */
  public static Checked<Optional<String>> transpile(
      SourceFile file, String from, String to, Map<String, List<Field>> relations) {
    String text =
        from.equals("redshift") ? SqlComments.withoutEscapedQuotes(file.text()) : file.text();
    Origin whole = new Origin(new Span(file, 0, text.length()), List.of());
    RenderedText rendered =
        new RenderedText(
            text, List.of(), new TreeMap<>(Map.of(0, new RenderedText.Piece(whole, true))));
    Findings findings = new Findings();
    RenderedText query =
        CreatedTable.unwrapped(rendered, UnfilledText.of(text, relations).sql(), findings);
    UnfilledText read = UnfilledText.of(query.text(), relations);
    Checked<Optional<RenderedText>> translated =
        DeepStack.call(
            () ->
                new Translator(from, to, false)
                    .translateUnfilled(query, read.sql(), read.relations()));
    findings.addAll(translated.diagnostics());
    return findings.with(translated.value().map(RenderedText::text));
  }
}
