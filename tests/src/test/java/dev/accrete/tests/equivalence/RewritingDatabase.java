package dev.accrete.tests.equivalence;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.RowAppender;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.tests.engines.Intercepted;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A database that is sent other statements than the runtime meant: the seam at which faults of
 * compiler and runtime are switched on.
 */
final class RewritingDatabase implements Database {
  private final Database real;
  private final Supplier<Function<String, List<String>>> rewriting;

  /**
   * With a function, made for each connection, from a statement to those that are sent in its
   * place; the last one's result counts.
   */
  RewritingDatabase(Database real, Supplier<Function<String, List<String>>> rewriting) {
    this.real = real;
    this.rewriting = rewriting;
  }

  @Override
  public Dialect dialect() {
    return real.dialect();
  }

  @Override
  public Session session(String comment, StatementListener listener) {
    Connection connection = real.session(comment, StatementListener.NONE).connection();
    return new Session(
        rewritten(connection, rewriting.get()), comment, listener, RewritingDatabase::isConflict);
  }

  @Override
  public RowAppender appender(Session session, String stage, List<Column> columns) {
    return real.appender(session, stage, columns);
  }

  private static boolean isConflict(SQLException e) {
    return String.valueOf(e.getMessage()).contains("onflict");
  }

  /** The real one closes what it opened. */
  @Override
  public void close() {}

  private static Connection rewritten(
      Connection connection, Function<String, List<String>> rewriting) {
    return Intercepted.of(
        Connection.class,
        (method, arguments) -> {
          Object result = method.invoke(connection, arguments);
          return result instanceof Statement statement ? rewritten(statement, rewriting) : result;
        });
  }

  private static Statement rewritten(
      Statement statement, Function<String, List<String>> rewriting) {
    return Intercepted.of(
        Statement.class,
        (method, arguments) -> {
          boolean sends =
              method.getName().startsWith("execute") && arguments != null && arguments.length == 1;
          if (!sends) {
            return method.invoke(statement, arguments);
          }
          List<String> statements = rewriting.apply((String) arguments[0]);
          for (String extra : statements.subList(0, statements.size() - 1)) {
            try (Statement other = statement.getConnection().createStatement()) {
              other.execute(extra);
            }
          }
          return method.invoke(statement, statements.get(statements.size() - 1));
        });
  }
}
