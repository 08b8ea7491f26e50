package dev.accrete.tests.engines;

import java.sql.Connection;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A connection of Redshift's driver to PostgreSQL whose statements lose the few clauses that
 * PostgreSQL does not know: how a table is laid out, late binding, the sketch behind a count, and a
 * setting. Their text is held by golden files. It also forgets how many rows CREATE TABLE AS made,
 * as Redshift does not tell.
 */
final class PlainStatements {
  private static final Map<Pattern, String> CLAUSES = new LinkedHashMap<>();

  static {
    CLAUSES.put(Pattern.compile("\\s(DISTKEY|SORTKEY) \\([^)]*\\)"), "");
    CLAUSES.put(Pattern.compile("\\sDISTSTYLE (ALL|EVEN|AUTO)\\b"), "");
    CLAUSES.put(Pattern.compile("\\sWITH NO SCHEMA BINDING"), "");
    CLAUSES.put(Pattern.compile("\\bAPPROXIMATE COUNT\\("), "COUNT(");
    CLAUSES.put(Pattern.compile("SET enable_case_sensitive_identifier TO false"), "SELECT 1");
  }

  private static final Pattern CREATE_AS =
      Pattern.compile(
          "CREATE (TEMPORARY )?TABLE \\S+(\\s[^()]*)?\\sAS\\s", Pattern.CASE_INSENSITIVE);

  private PlainStatements() {}

  static Connection of(Connection connection) {
    return Intercepted.of(
        Connection.class,
        (method, arguments) -> {
          Object result = method.invoke(connection, arguments);
          return result instanceof Statement statement ? of(statement) : result;
        });
  }

  private static Statement of(Statement statement) {
    boolean[] creates = {false};
    return Intercepted.of(
        Statement.class,
        (method, arguments) -> {
          if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            arguments[0] = plain(sql);
            creates[0] = CREATE_AS.matcher(sql).find();
          }
          Object result = method.invoke(statement, arguments);
          boolean count = method.getName().endsWith("UpdateCount") && result instanceof Number;
          return count && creates[0] && ((Number) result).longValue() > 0 ? 0L : result;
        });
  }

  static String plain(String sql) {
    String plain = sql;
    for (Map.Entry<Pattern, String> clause : CLAUSES.entrySet()) {
      plain = clause.getKey().matcher(plain).replaceAll(clause.getValue());
    }
    return plain;
  }
}
