package dev.accrete.compiler.parse;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.redshift.RedshiftParserImpl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * Parses one SELECT. The grammar is Redshift's; names fold to lower case, as in Redshift,
 * PostgreSQL and DuckDB.
 */
public final class SqlTextParser {
  static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withLex(Lex.JAVA)
          .withParserFactory(RedshiftParserImpl.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.TO_LOWER)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(1_000)
          .withConformance(
              new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
                @Override
                public boolean isLimitStartCountAllowed() {
                  return false;
                }
              });

  /** Statements that the grammar has no form for: what is wrong with them is not their syntax. */
  private static final Set<String> STATEMENTS =
      Set.of(
          "CREATE",
          "DROP",
          "ALTER",
          "TRUNCATE",
          "GRANT",
          "REVOKE",
          "COPY",
          "UNLOAD",
          "VACUUM",
          "ANALYZE",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "SET",
          "USE",
          "MERGE",
          "CALL",
          "INSERT",
          "UPDATE",
          "DELETE",
          "DESCRIBE",
          "EXPLAIN",
          "LOCK",
          "COMMENT",
          "SHOW");

  private SqlTextParser() {}

  /** A parser of a text. */
  static SqlParser parser(String text) {
    return SqlParser.create(SqlComments.withoutComments(text), CONFIG);
  }

  /** A text, and what it reads without {@code ref()}. */
  record Read(ParsedText text, List<TableNames.Bare> bare) {}

  /** The parsed text, or a diagnostic at the place where it stops being one SELECT. */
  public static Checked<Optional<ParsedText>> parse(RenderedText rendered) {
    return withoutBareTables(read(rendered));
  }

  static Checked<Optional<ParsedText>> withoutBareTables(Checked<Optional<Read>> read) {
    List<Diagnostic> bare = read.value().map(r -> told(r, Code.BARE_TABLE)).orElse(List.of());
    return bare.isEmpty()
        ? new Checked<>(read.value().map(Read::text), read.diagnostics())
        : new Checked<>(Optional.empty(), bare);
  }

  /** The parsed text, which may read tables by their plain names: a warning for each. */
  public static Checked<Optional<ParsedText>> parseAnyTables(RenderedText rendered) {
    return withAnyTables(read(rendered));
  }

  static Checked<Optional<ParsedText>> withAnyTables(Checked<Optional<Read>> read) {
    return new Checked<>(
        read.value().map(Read::text),
        read.value().map(r -> told(r, Code.BARE_TABLE_WARNING)).orElse(read.diagnostics()));
  }

  private static List<Diagnostic> told(Read read, Code code) {
    return read.bare().stream()
        .map(
            table ->
                Diagnostic.at(code, table.place(), table.name())
                    .withHint(
                        table.near().map(name -> "did you mean " + name + "? else ").orElse("")
                            + "write ${ref('"
                            + table.name()
                            + "')}"))
        .toList();
  }

  static Checked<Optional<Read>> read(RenderedText rendered) {
    Optional<SqlComments.Oddity> oddity = SqlComments.oddity(rendered.text());
    if (oddity.isPresent()) {
      int start = oddity.get().start();
      return failed(
          Diagnostic.at(
              Code.SQL_SYNTAX, rendered.origin(start, start + 1), oddity.get().message()));
    }
    Offsets offsets = new Offsets(rendered.text());
    try {
      return accept(rendered, parser(rendered.text()).parseStmt(), offsets);
    } catch (SqlParseException exception) {
      return exception.getCause() instanceof StackOverflowError
          ? tooDeep(rendered)
          : afterSemicolon(rendered, exception, offsets);
    } catch (StackOverflowError exhausted) {
      return tooDeep(rendered);
    } catch (RuntimeException exception) {
      // The parser lets some lexical and numeric failures through unwrapped.
      String message = ParseMessages.firstSentence(String.valueOf(exception.getMessage()));
      return failed(Diagnostic.at(Code.SQL_SYNTAX, rendered.beginning(), message));
    }
  }

  private static Checked<Optional<Read>> accept(
      RenderedText rendered, SqlNode node, Offsets offsets) {
    if (!node.isA(SqlKind.QUERY)) {
      return notAQuery(rendered, node.getKind().toString());
    }
    TableNames names = TableNames.of(rendered, node, offsets);
    ParsedText parsed =
        new ParsedText(
            rendered, node, offsets, names.aliased(), names.mayReadMore(), names.hasPath());
    return new Checked<>(Optional.of(new Read(parsed, names.bare())), List.of());
  }

  private static Checked<Optional<Read>> notAQuery(RenderedText rendered, String statement) {
    String code = SqlComments.masked(rendered.text());
    int start = code.length() - code.stripLeading().length();
    Diagnostic told =
        Diagnostic.at(
            Code.NOT_A_QUERY, rendered.origin(start, start), ParseMessages.article(statement));
    return failed(
        statement.startsWith("CREATE")
            ? told.withHint("write its SELECT alone; materialized: view makes a view of it")
            : told);
  }

  /**
   * A semicolon that ends the text is cut off; one before a second statement is an error of its
   * own.
   */
  private static Checked<Optional<Read>> afterSemicolon(
      RenderedText rendered, SqlParseException exception, Offsets offsets) {
    if (exception.getCause() instanceof StackOverflowError) {
      return failed(Diagnostic.at(Code.TOO_DEEP, rendered.beginning(), "the parser can follow"));
    }
    String code = SqlComments.masked(rendered.text());
    String first = code.strip().split("\\W", 2)[0].toUpperCase(Locale.ROOT);
    if (STATEMENTS.contains(first)) {
      return notAQuery(rendered, first);
    }
    int offset = ParseMessages.offset(exception, offsets, code);
    String text = rendered.text();
    if (offset < text.length() && text.charAt(offset) == ';') {
      if (SqlComments.isBlank(text, offset + 1)) {
        RenderedText cut =
            new RenderedText(text.substring(0, offset), rendered.references(), rendered.pieces());
        return read(cut);
      }
      return failed(Diagnostic.at(Code.SEVERAL_STATEMENTS, rendered.origin(offset, offset + 1)));
    }
    String message = ParseMessages.of(exception);
    Diagnostic diagnostic =
        Diagnostic.at(Code.SQL_SYNTAX, rendered.origin(offset, offset + 1), message);
    return failed(SyntaxHints.at(code, offset).map(diagnostic::withHint).orElse(diagnostic));
  }

  private static Checked<Optional<Read>> tooDeep(RenderedText rendered) {
    return failed(Diagnostic.at(Code.TOO_DEEP, rendered.origin(0, 0), "the parser can follow"));
  }

  private static Checked<Optional<Read>> failed(Diagnostic diagnostic) {
    return new Checked<>(Optional.empty(), List.of(diagnostic));
  }
}
