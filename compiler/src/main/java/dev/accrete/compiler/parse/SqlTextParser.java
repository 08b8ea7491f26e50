package dev.accrete.compiler.parse;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.template.RenderedText;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Parses one SELECT. The grammar is Calcite's Babel; names fold to lower case, as in Redshift, PostgreSQL and DuckDB. */
public final class SqlTextParser {
  static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withLex(Lex.JAVA)
          .withParserFactory(SqlBabelParserImpl.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.TO_LOWER)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(1_000)
          .withConformance(SqlConformanceEnum.BABEL);

  private SqlTextParser() {}

  /** The parsed text, or a diagnostic at the place where it stops being one SELECT. */
  public static Checked<Optional<ParsedText>> parse(RenderedText rendered) {
    int unclear = SqlComments.unclear(rendered.text());
    if (unclear >= 0) {
      String message = rendered.text().charAt(unclear + 1) == '/' ? "// is no comment in SQL; write --" : "a comment begins inside a comment";
      return failed(Diagnostic.at(Code.SQL_SYNTAX, rendered.origin(unclear, unclear + 2), message));
    }
    try {
      return accept(rendered, SqlParser.create(rendered.text(), CONFIG).parseStmt());
    } catch (SqlParseException exception) {
      return exception.getCause() instanceof StackOverflowError ? tooDeep(rendered) : afterSemicolon(rendered, exception);
    } catch (StackOverflowError exhausted) {
      return tooDeep(rendered);
    } catch (RuntimeException exception) {
      // The parser lets some lexical and numeric failures through unwrapped.
      String message = ParseMessages.firstSentence(String.valueOf(exception.getMessage()));
      return failed(Diagnostic.at(Code.SQL_SYNTAX, rendered.origin(0, 0), message));
    }
  }

  private static Checked<Optional<ParsedText>> accept(RenderedText rendered, SqlNode node) {
    if (!node.isA(SqlKind.QUERY)) {
      return failed(
          Diagnostic.at(Code.NOT_A_QUERY, rendered.origin(0, 0), ParseMessages.article(node.getKind().toString())));
    }
    Offsets offsets = new Offsets(rendered.text());
    Optional<SqlDynamicParam> parameter = Parameters.first(node);
    if (parameter.isPresent()) {
      int offset = offsets.start(parameter.get().getParserPosition());
      String message = "a parameter, which nobody gives a value; write the value, or ${var('name')}";
      return failed(Diagnostic.at(Code.SQL_SYNTAX, rendered.origin(offset, offset + 1), message));
    }
    TableNames names = TableNames.of(rendered, node, offsets);
    ParsedText parsed = new ParsedText(rendered, node, offsets, names.aliased(), names.hasStar());
    return new Checked<>(names.bare().isEmpty() ? Optional.of(parsed) : Optional.empty(), names.bare());
  }

  /** A semicolon that ends the text is cut off; one before a second statement is an error of its own. */
  private static Checked<Optional<ParsedText>> afterSemicolon(RenderedText rendered, SqlParseException exception) {
    SqlParserPos position = exception.getPos();
    int offset = position == null ? 0 : new Offsets(rendered.text()).start(position);
    String text = rendered.text();
    if (offset < text.length() && text.charAt(offset) == ';') {
      if (SqlComments.isBlank(text, offset + 1)) {
        RenderedText cut =
            new RenderedText(text.substring(0, offset), rendered.references(), rendered.pieces());
        return parse(cut);
      }
      return failed(Diagnostic.at(Code.SEVERAL_STATEMENTS, rendered.origin(offset, offset + 1)));
    }
    String message = ParseMessages.of(exception);
    Diagnostic diagnostic = Diagnostic.at(Code.SQL_SYNTAX, rendered.origin(offset, offset + 1), message);
    return failed(diagnostic);
  }

  private static Checked<Optional<ParsedText>> tooDeep(RenderedText rendered) {
    return failed(Diagnostic.at(Code.TOO_DEEP, rendered.origin(0, 0), "the parser can follow"));
  }

  private static Checked<Optional<ParsedText>> failed(Diagnostic diagnostic) {
    return new Checked<>(Optional.empty(), List.of(diagnostic));
  }
}
