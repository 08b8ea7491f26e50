package dev.accrete.compiler.parse;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.template.EditedText;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.RenderedText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that is written as {@code CREATE TABLE … AS SELECT …}, as scripts have it: the SELECT
 * counts, and a warning says so. One with a list of columns is none, as that gives them names.
 */
public final class CreatedTable {
  private static final String NAME = "(?:\"[^\"]*\"|[#\\w$]+)";

  private static final String KEYS =
      "(?<keys>(?:\\s+(?:BACKUP\\s+(?:YES|NO)|DISTSTYLE\\s+\\w+|DISTKEY\\s*\\([^)]*\\)"
          + "|(?:COMPOUND\\s+|INTERLEAVED\\s+)?SORTKEY\\s*(?:\\([^)]*\\)|AUTO))){0,9})";

  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\s*(?<created>CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:(?:LOCAL\\s+)?TEMP(?:ORARY)?\\s+)?TABLE\\s+"
              + "(?:IF\\s+NOT\\s+EXISTS\\s+)?"
              + (NAME + "(?:\\s*\\.\\s*" + NAME + "){0,2}")
              + (KEYS + "\\s+AS\\b\\s*")
              + ")(?=\\(|SELECT\\b|WITH\\b)",
          Pattern.CASE_INSENSITIVE);

  private CreatedTable() {}

  /** A rendered model with the SELECTs alone of its texts. */
  public static Checked<Optional<RenderedModel>> unwrapped(Checked<Optional<RenderedModel>> model) {
    if (model.value().isEmpty()) {
      return model;
    }
    RenderedModel rendered = model.value().get();
    Findings findings = new Findings();
    findings.addAll(model.diagnostics());
    RenderedText full = unwrapped(rendered.full(), rendered.full().text(), findings);
    Optional<RenderedText> incremental =
        rendered.incremental().map(t -> unwrapped(t, t.text(), findings));
    return findings.with(Optional.of(rendered.with(full, incremental)));
  }

  /**
   * What of a CREATE TABLE stands before its SELECT.
   *
   * @param start where it begins, behind comments
   * @param text without its keys
   */
  public record Head(int start, String text) {}

  /**
   * The head of a text that is a CREATE TABLE with a SELECT; empty for another one.
   *
   * @param read the text with other words of the same length where it is no SQL
   */
  public static Optional<Head> head(String text, String read) {
    Matcher statement = STATEMENT.matcher(SqlComments.masked(read));
    return statement.lookingAt()
        ? Optional.of(
            new Head(
                statement.start("created"),
                text.substring(statement.start("created"), statement.start("keys"))
                    + text.substring(statement.end("keys"), statement.end("created"))))
        : Optional.empty();
  }

  /**
   * The SELECT alone of a text; of another one, itself.
   *
   * @param read the text with other words of the same length where it is no SQL
   */
  public static RenderedText unwrapped(RenderedText text, String read, Findings findings) {
    if (!read.regionMatches(true, SqlComments.start(read), "CREATE", 0, 6)) {
      return text;
    }
    Matcher statement = STATEMENT.matcher(SqlComments.masked(read));
    if (!statement.lookingAt()) {
      return text;
    }
    int start = statement.start("created");
    int end = statement.end("created");
    String keys =
        statement.group("keys").isBlank()
            ? ""
            : "; its keys stand in the front matter, as distribution: and sortkeys:";
    findings.add(
        Diagnostic.at(Code.CREATED_TABLE, text.origin(start, end))
            .withHint("write the SELECT alone" + keys));
    return EditedText.of(text, List.of(new EditedText.Edit(start, end, List.of())));
  }
}
