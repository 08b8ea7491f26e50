package dev.accrete.compiler.parse;

import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * Parses the SELECTs that Accrete wrote itself, so that a slip of its pen is found before an engine
 * finds it.
 */
public final class WrittenSql {
  private WrittenSql() {}

  /** What is wrong with a SELECT; empty where it parses. */
  public static Optional<String> problem(String select) {
    try {
      SqlTextParser.parser(select).parseQuery();
      return Optional.empty();
    } catch (SqlParseException exception) {
      return Optional.of(ParseMessages.of(exception));
    } catch (StackOverflowError tooDeep) {
      return Optional.of("it is nested too deep");
    }
  }
}
