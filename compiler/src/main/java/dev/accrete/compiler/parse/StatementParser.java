package dev.accrete.compiler.parse;

import dev.accrete.redshift.StatementGrammar;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/**
 * Parses the statements that Accrete writes for Redshift: queries; CREATE SCHEMA, CREATE TABLE with
 * its DISTKEY and SORTKEY, CREATE VIEW, DROP; INSERT, DELETE, UPDATE; LOCK, BEGIN, COMMIT and
 * ROLLBACK; SET, ANALYZE, COMMENT, GRANT, REVOKE, ALTER TABLE … OWNER TO. A model is none of them
 * but a query, and {@link SqlTextParser} parses it.
 */
public final class StatementParser {
  private static final SqlParser.Config CONFIG =
      SqlTextParser.CONFIG.withParserFactory(StatementGrammar.FACTORY);

  private StatementParser() {}

  /**
   * What a text is: either its tree or why it has none.
   *
   * @param tree the statement
   * @param fault what is wrong with the text
   */
  public record Read(Optional<SqlNode> tree, Optional<Fault> fault) {
    /** Either is there. */
    public Read {
      if (tree.isPresent() == fault.isPresent()) {
        throw new IllegalArgumentException("A text is a statement, or something is wrong with it");
      }
    }
  }

  /**
   * What is wrong with a text, and where.
   *
   * @param line from 1
   * @param column from 1, in characters
   * @param message one sentence
   */
  public record Fault(int line, int column, String message) {
    @Override
    public String toString() {
      return line + ":" + column + ": " + message;
    }
  }

  /** The tree of one statement, behind which a semicolon may stand. */
  public static Read parse(String sql) {
    Optional<SqlComments.Oddity> oddity = SqlComments.oddity(sql);
    if (oddity.isPresent()) {
      return fault(sql, oddity.get().start(), oddity.get().message());
    }
    if (SqlComments.masked(sql).isBlank()) {
      return fault(sql, 0, "it ends too early");
    }
    try {
      SqlParser parser = SqlParser.create(SqlComments.withoutComments(sql), CONFIG);
      return new Read(Optional.of(parser.parseStmt()), Optional.empty());
    } catch (SqlParseException exception) {
      return exception.getCause() instanceof StackOverflowError
          ? tooDeep(sql)
          : fault(
              sql,
              ParseMessages.offset(exception, new Offsets(sql), SqlComments.masked(sql)),
              ParseMessages.of(exception));
    } catch (StackOverflowError exhausted) {
      return tooDeep(sql);
    } catch (RuntimeException exception) {
      // As with queries, some lexical and numeric failures come through unwrapped.
      return fault(sql, 0, ParseMessages.firstSentence(String.valueOf(exception.getMessage())));
    }
  }

  private static Read tooDeep(String sql) {
    return fault(sql, 0, "it is nested too deep");
  }

  private static Read fault(String sql, int offset, String message) {
    String before = sql.substring(0, offset);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = offset - before.lastIndexOf('\n');
    return new Read(Optional.empty(), Optional.of(new Fault(line, column, message)));
  }
}
