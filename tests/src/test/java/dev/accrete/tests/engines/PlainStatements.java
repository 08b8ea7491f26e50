package dev.accrete.tests.engines;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          Object result = call(connection, method, arguments);
          return result instanceof Statement statement ? of(statement) : result;
        });
  }

  private static Statement of(Statement statement) {
    boolean[] creates = {false};
    return proxy(
        Statement.class,
        (self, method, arguments) -> {
          if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            arguments[0] = plain(sql);
            creates[0] = CREATE_AS.matcher(sql).find();
          }
          Object result = call(statement, method, arguments);
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

  private static Object call(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            PlainStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
