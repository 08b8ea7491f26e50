package dev.accrete.tests.golden;

import dev.accrete.redshift.RedshiftParserImpl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/**
 * One statement of a script for Redshift, read by the grammar of Redshift. The grammar has no
 * statements that define tables; those few forms that Accrete writes are patterns here, taken from
 * the syntax in AWS's documentation, and the query inside them is parsed.
 */
record RedshiftStatement(String sql) {
  private static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withLex(Lex.JAVA)
          .withParserFactory(RedshiftParserImpl.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withIdentifierMaxLength(1_000)
          .withConformance(SqlConformanceEnum.BABEL);

  private static final String PART = "(?:[a-z_][a-z0-9_]*|\"(?:[^\"]|\"\")+\")";
  private static final String NAME = PART + "(?:\\." + PART + ")?";
  private static final String NAMES = "\\(" + PART + "(?:, " + PART + ")*\\)";
  private static final String COLUMN = PART + " [A-Za-z0-9 ,()]+";
  private static final String LAYOUT =
      "(?:\\s+DISTSTYLE (?:AUTO|ALL|EVEN)|\\s+DISTKEY \\("
          + PART
          + "\\))?(?:\\s+SORTKEY "
          + NAMES
          + ")?";

  /** Statements without a query. */
  private static final List<Pattern> WHOLE =
      List.of(
          Pattern.compile("SET \\w+ TO (?:'[^']*'|\\w+)"),
          Pattern.compile("BEGIN|COMMIT"),
          Pattern.compile("LOCK TABLE " + NAME),
          Pattern.compile("DROP (?:TABLE|VIEW) IF EXISTS " + NAME),
          Pattern.compile("CREATE SCHEMA IF NOT EXISTS " + PART),
          Pattern.compile("CREATE TABLE IF NOT EXISTS " + NAME + " \\(LIKE " + NAME + "\\)"),
          Pattern.compile(
              "CREATE (?:TEMPORARY )?TABLE (?:IF NOT EXISTS )?"
                  + NAME
                  + " \\(\\s*"
                  + COLUMN
                  + "(?:,\\s+"
                  + COLUMN
                  + ")*\\s*\\)"));

  /** Statements around a query, which is the first group. */
  private static final List<Pattern> AROUND =
      List.of(
          Pattern.compile(
              "CREATE (?:TEMPORARY )?TABLE " + NAME + LAYOUT + "\\s+AS\\s(.*)", Pattern.DOTALL),
          Pattern.compile(
              "CREATE VIEW " + NAME + "(?: " + NAMES + ")? AS\\s(.*)\\sWITH NO SCHEMA BINDING",
              Pattern.DOTALL),
          Pattern.compile(
              "INSERT INTO " + NAME + " " + NAMES + "\\s((?:SELECT|WITH)\\s.*)", Pattern.DOTALL));

  /**
   * Assignments read like conditions, so an UPDATE is read as a SELECT of them; what stands in its
   * FROM is joined.
   */
  private static final Pattern UPDATE =
      Pattern.compile(
          "UPDATE (" + NAME + ")\\sSET (.*?)(?:\nFROM (\\(.*\\) AS \\w+))?(\nWHERE .*)",
          Pattern.DOTALL);

  /** Redshift documents no alias of the table that a DELETE is of. */
  private static final Pattern DELETE =
      Pattern.compile("DELETE (FROM " + NAME + ")(\\nWHERE .*)?", Pattern.DOTALL);

  /** Why it is none of Redshift's, or nothing. */
  Optional<String> fault() {
    if (WHOLE.stream().anyMatch(p -> p.matcher(sql).matches())) {
      return Optional.empty();
    }
    for (Pattern pattern : AROUND) {
      Matcher matcher = pattern.matcher(sql);
      if (matcher.matches()) {
        return parsed(matcher.group(1));
      }
    }
    Matcher update = UPDATE.matcher(sql);
    if (update.matches()) {
      String from = update.group(3) == null ? "" : ", " + update.group(3);
      return parsed(
          "SELECT " + update.group(2) + " FROM " + update.group(1) + from + update.group(4));
    }
    Matcher delete = DELETE.matcher(sql);
    return parsed(delete.matches() ? "SELECT 1 " + sql.substring("DELETE ".length()) : sql);
  }

  private static Optional<String> parsed(String text) {
    try {
      SqlParser.create(text, CONFIG).parseStmt();
      return Optional.empty();
    } catch (SqlParseException e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
