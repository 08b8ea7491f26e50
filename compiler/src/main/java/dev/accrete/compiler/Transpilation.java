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
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
  /** A statement that makes no table, if it has no INTO. */
  private static final Pattern PLAIN = Pattern.compile("[\\s(]*(select|with)\\b");

  private static final Pattern INTO =
      Pattern.compile("\\binto\\s+((?:(?:temp|temporary|table)\\s+)*\\S+)");

  private final SourceFile file;
  private final Translator translator;

  /** Of the relations that a statement may read; those that the script makes itself are none. */
  private final Map<String, List<Field>> relations;

  private final Findings findings = new Findings();

  private Transpilation(
      SourceFile file, String from, String to, Map<String, List<Field>> relations) {
    this.file = file;
    this.translator = new Translator(from, to, false);
    this.relations = new HashMap<>(relations);
  }

  /** The file's text in another dialect, where nothing is known of the relations that it reads. */
  public static Checked<Optional<String>> transpile(SourceFile file, String from, String to) {
    return transpile(file, from, to, Map.of());
  }

  /**
   * The file's text in another dialect. Of several statements each is written alone, and in place
   * of one that has an error stands a comment.
   *
   * @param file the text, and its name for messages
   * @param from the dialect that it is written in: redshift, postgres or duckdb
   * @param to the dialect that it becomes
   * @param relations the columns of relations that it may read, by their names; what they do not
   *     tell is not known
   * @return the text; absent where its one statement does not parse; the diagnostics tell what has
   *     no equal
   */
  public static Checked<Optional<String>> transpile(
      SourceFile file, String from, String to, Map<String, List<Field>> relations) {
    Transpilation whole = new Transpilation(file, from, to, relations);
    String text = text(file, from);
    List<Integer> ends = ends(text);
    return whole.findings.with(
        ends.size() < 2
            ? whole.statement(text, 0, whole.findings)
            : Optional.of(whole.script(text, ends)));
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
    String code = SqlComments.masked(UnfilledText.of(text, Map.of()).sql());
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

  private String script(String text, List<Integer> ends) {
    StringBuilder script = new StringBuilder();
    int start = 0;
    for (int end : ends) {
      script.append(oneOfMany(text.substring(start, end), start));
      script.append(text, end, Math.min(end + 1, text.length()));
      start = Math.min(end + 1, text.length());
    }
    return script + text.substring(start);
  }

  /** A CREATE TABLE keeps its head here, as what follows may read the table. */
  private String oneOfMany(String text, int start) {
    Findings own = new Findings();
    Optional<String> written = statement(text, start, own);
    Checked<Optional<String>> checked = own.with(written);
    String sql = unfilled(text).sql();
    Optional<CreatedTable.Head> head = CreatedTable.head(text, sql);
    made(text, head);
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

  /** From here on a name may mean a table that a statement has made. */
  private void made(String statement, Optional<CreatedTable.Head> head) {
    String lower = statement.toLowerCase(Locale.ROOT);
    Matcher into = INTO.matcher(lower);
    if (head.isPresent()) {
      forget(head.get().text());
    } else if (!PLAIN.matcher(SqlComments.masked(lower)).lookingAt()) {
      forget(statement);
    } else {
      into.results().forEach(found -> forget(found.group(1)));
    }
  }

  private void forget(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    relations
        .keySet()
        .removeIf(
            name ->
                lower.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
  }

  private UnfilledText unfilled(String text) {
    return UnfilledText.of(text, relations);
  }

  private Optional<String> statement(String text, int start, Findings told) {
    Origin whole = new Origin(new Span(file, start, start + text.length()), List.of());
    RenderedText rendered =
        new RenderedText(
            text, List.of(), new TreeMap<>(Map.of(0, new RenderedText.Piece(whole, true))));
    RenderedText query = CreatedTable.unwrapped(rendered, unfilled(text).sql(), told);
    Checked<Optional<RenderedText>> named = translated(query, relations);
    // A relation may have a name that is a word of SQL.
    Checked<Optional<RenderedText>> translated =
        named.value().isEmpty() ? translated(query, Map.of()) : named;
    told.addAll(translated.diagnostics());
    return translated.value().map(RenderedText::text);
  }

  private Checked<Optional<RenderedText>> translated(
      RenderedText query, Map<String, List<Field>> known) {
    UnfilledText read = UnfilledText.of(query.text(), known);
    return DeepStack.call(() -> translator.translateUnfilled(query, read.sql(), read.relations()));
  }
}
