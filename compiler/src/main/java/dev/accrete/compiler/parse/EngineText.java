package dev.accrete.compiler.parse;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Parses texts of a dialect, and leaves those to its engine that hold a {@link EngineForm form} of
 * the engine's own: such a text is taken as it is written, and nothing is derived from it.
 */
public final class EngineText {
  private static final Pattern ONE_QUERY =
      Pattern.compile(
          "(?is)[\\s(]*(SELECT|WITH|FROM|VALUES|TABLE|PIVOT|UNPIVOT|SUMMARIZE|DESCRIBE)\\b[^;]*+;?\\s*");

  private final String dialect;
  private final String engine;
  private final ReadAhead ahead;

  private EngineText(String dialect, String engine, ReadAhead ahead) {
    this.dialect = dialect;
    this.engine = engine;
    this.ahead = ahead;
  }

  /**
   * Texts of one dialect that an engine runs. What is written anew for it has to be read, and so
   * has what the grammar is for, which is Redshift's.
   */
  public static EngineText of(String dialect, String engine) {
    return of(dialect, engine, new ReadAhead());
  }

  /** The same, of which the step before may have read some. */
  public static EngineText of(String dialect, String engine, ReadAhead ahead) {
    return new EngineText(dialect, engine, ahead);
  }

  /** Whether the engine runs texts as they are written. */
  public boolean isNative() {
    return dialect.equals(engine);
  }

  /** The engine whose own forms a text may have; empty where the grammar has them all. */
  private String own() {
    return isNative() && !engine.equals("redshift") ? engine : "";
  }

  /** As {@link SqlTextParser#parse}. */
  public Checked<Optional<ParsedText>> parse(RenderedText text) {
    return parse(text, SqlTextParser.withoutBareTables(ahead.read(text)));
  }

  /** As {@link SqlTextParser#parseAnyTables}. */
  public Checked<Optional<ParsedText>> parseAnyTables(RenderedText text) {
    return parse(text, SqlTextParser.withAnyTables(ahead.read(text)));
  }

  private Checked<Optional<ParsedText>> parse(
      RenderedText text, Checked<Optional<ParsedText>> read) {
    boolean syntax =
        read.diagnostics().stream()
            .anyMatch(d -> d.code() == Code.SQL_SYNTAX || d.code() == Code.NOT_A_QUERY);
    Optional<EngineForm.Found> form =
        syntax && !own().isEmpty() && isOneQuery(text)
            ? EngineForm.unparsed(text, own())
            : EngineForm.misread(text, own());
    if (syntax && !isNative() && !dialect.equals("redshift")) {
      return new Checked<>(
          read.value(), read.diagnostics().stream().map(d -> untranslated(text, d)).toList());
    }
    return form.map(f -> new Checked<>(Optional.of(asWritten(text, f)), List.<Diagnostic>of()))
        .orElse(read);
  }

  /** An array is no mistake, and no other engine's. */
  private Diagnostic untranslated(RenderedText text, Diagnostic failure) {
    Span place = failure.span();
    return failure.code() == Code.SQL_SYNTAX && place != null && EngineForm.isArray(text, place)
        ? Diagnostic.of(Code.NO_EQUAL, place, "an array of " + dialect, engine)
        : failure;
  }

  /** Whether a text begins as queries do, and no other statement follows. */
  private static boolean isOneQuery(RenderedText text) {
    return ONE_QUERY.matcher(SqlComments.masked(text.text())).matches();
  }

  /** A text that parses and does not validate, if that is for a form that the engine has. */
  public Optional<ParsedText> unchecked(RenderedText text) {
    return own().isEmpty()
        ? Optional.empty()
        : EngineForm.unchecked(text, own()).map(form -> asWritten(text, form));
  }

  private static ParsedText asWritten(RenderedText text, EngineForm.Found form) {
    return asWritten(text, form.name(), form.place());
  }

  /**
   * A text that is left to its engine.
   *
   * @param form what in it is
   * @param place where that stands
   */
  public static ParsedText asWritten(RenderedText text, String form, Origin place) {
    String code = SqlComments.masked(text.text()).stripTrailing();
    int end = code.endsWith(";") ? code.length() - 1 : text.text().length();
    RenderedText cut =
        new RenderedText(text.text().substring(0, end), text.references(), text.pieces());
    WordScan scan = WordScan.of(cut);
    Unread unread = new Unread(form, place, scan.calls(), scan.bare());
    return new ParsedText(
        cut, nothing(), new Offsets(cut.text()), scan.aliased(), true, false, Optional.of(unread));
  }

  /** The tree of a text that is not looked at: {@code SELECT NULL}. */
  private static SqlNode nothing() {
    SqlParserPos nowhere = SqlParserPos.ZERO;
    SqlNodeList one = SqlNodeList.of(SqlLiteral.createNull(nowhere));
    return new SqlSelect(
        nowhere, null, one, null, null, null, null, null, null, null, null, null, null);
  }
}
