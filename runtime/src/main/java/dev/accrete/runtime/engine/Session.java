package dev.accrete.runtime.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One connection. Outside {@link #begin()} and {@link #commit()} each statement is a transaction.
 *
 * <p>Failures are {@link EngineException}s that say what was being done; conflicts with other
 * transactions are {@link ConflictException}s, and what another thread cancelled a {@link
 * CancelledException}.
 */
public final class Session implements AutoCloseable {
  /** How long a connection may take to say that it is open. */
  private static final int PATIENCE_SECONDS = 10;

  private Connection connection;
  private final StatementComment comment;
  private final StatementListener listener;
  private final Function<SQLException, Boolean> conflict;
  private final Optional<Connecting> again;
  private final String beginning;
  private final Cancellation cancellation = new Cancellation();

  /** Opens another connection like the one that a session has. */
  @FunctionalInterface
  public interface Connecting {
    /** Opens it, with its settings. */
    Connection connect() throws SQLException;
  }

  /**
   * A session over an open connection, which it closes.
   *
   * @param comment stands before each statement
   * @param conflict whether a failure is a conflict with another transaction
   */
  public Session(
      Connection connection,
      String comment,
      StatementListener listener,
      Function<SQLException, Boolean> conflict) {
    this(connection, comment, listener, conflict, Optional.empty(), "");
  }

  /**
   * A session over a server's connection, which may get lost.
   *
   * @throws SQLException if there is none to be had
   */
  public Session(
      Connecting connections,
      String comment,
      StatementListener listener,
      Function<SQLException, Boolean> conflict)
      throws SQLException {
    this(connections, comment, listener, conflict, "");
  }

  /**
   * The same.
   *
   * @param beginning what each transaction begins with; empty for nothing
   * @throws SQLException if there is no connection to be had
   */
  public Session(
      Connecting connections,
      String comment,
      StatementListener listener,
      Function<SQLException, Boolean> conflict,
      String beginning)
      throws SQLException {
    this(connections.connect(), comment, listener, conflict, Optional.of(connections), beginning);
  }

  private Session(
      Connection connection,
      String comment,
      StatementListener listener,
      Function<SQLException, Boolean> conflict,
      Optional<Connecting> again,
      String beginning) {
    this.again = again;
    this.beginning = beginning;
    this.connection = connection;
    this.comment = new StatementComment(comment);
    this.listener = listener;
    this.conflict = conflict;
  }

  /** Carries out a statement; the rows that it wrote, or -1 where it writes none. */
  public long execute(String purpose, String sql) {
    return execute(purpose, sql, 0);
  }

  /**
   * Carries out a statement, which fails where it takes longer than that.
   *
   * @param seconds how long it may take; 0 for as long as it takes
   */
  public long execute(String purpose, String sql, int seconds) {
    return around(
        purpose,
        sql,
        () -> {
          try (Statement statement = statement()) {
            if (seconds > 0) {
              statement.setQueryTimeout(seconds);
            }
            boolean rows = statement.execute(comment.before(sql));
            return written(statement, rows);
          }
        });
  }

  /** The rows that a statement wrote; of several in one text, those of the one that wrote most. */
  private static long written(Statement statement, boolean rows) throws SQLException {
    long most = -1;
    boolean results = rows;
    long count = statement.getLargeUpdateCount();
    while (results || count != -1) {
      most = Math.max(most, count);
      results = statement.getMoreResults();
      count = statement.getLargeUpdateCount();
    }
    return most;
  }

  /** All rows of a small result. */
  public <T> List<T> query(String purpose, String sql, Row.Reader<T> reader) {
    return around(
        purpose,
        sql,
        () -> {
          try (Statement statement = statement();
              ResultSet results = statement.executeQuery(comment.before(sql))) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(results);
            while (results.next()) {
              rows.add(reader.read(row));
            }
            return rows;
          }
        });
  }

  /** The first row of a result. */
  public <T> Optional<T> first(String purpose, String sql, Row.Reader<T> reader) {
    return query(purpose, sql, reader).stream().findFirst();
  }

  /** The columns of a query. */
  public List<Column> columns(String purpose, String sql) {
    return described(
        purpose, sql, (data, i) -> new Column(data.getColumnName(i), data.getColumnTypeName(i)));
  }

  /**
   * The same with lengths and digits in the types: two tables of one shape hold the same values.
   */
  public List<Column> shape(String purpose, String sql) {
    return described(
        purpose,
        sql,
        (data, i) ->
            new Column(
                data.getColumnName(i),
                data.getColumnTypeName(i)
                    + "("
                    + data.getPrecision(i)
                    + ","
                    + data.getScale(i)
                    + ")"));
  }

  /** The columns of a query with their types, precision included. */
  public List<TypedColumn> types(String purpose, String sql) {
    return described(purpose, sql, TypedColumn::of);
  }

  /** What a driver tells of a column, by its number. */
  private interface Description<T> {
    T of(ResultSetMetaData data, int number) throws SQLException;
  }

  private <T> List<T> described(String purpose, String sql, Description<T> description) {
    return around(
        purpose,
        sql,
        () -> {
          try (Statement statement = statement();
              ResultSet results = statement.executeQuery(comment.before(sql))) {
            ResultSetMetaData data = results.getMetaData();
            List<T> columns = new ArrayList<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
              columns.add(description.of(data, i));
            }
            return columns;
          }
        });
  }

  /** Begins a transaction. */
  public void begin() {
    around(
        "begin a transaction",
        "BEGIN",
        () -> {
          connection.setAutoCommit(false);
          if (!beginning.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
              statement.execute(comment.before(beginning));
            }
          }
          return true;
        });
  }

  /** Commits the transaction. */
  public void commit() {
    around(
        "commit",
        "COMMIT",
        () -> {
          connection.commit();
          connection.setAutoCommit(true);
          return true;
        });
  }

  /**
   * Takes the transaction back, if there is one. Never fails: a lost connection has taken it back.
   */
  public void rollback() {
    try {
      if (!connection.getAutoCommit()) {
        rollbackQuietly();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      return;
    }
  }

  private void rollbackQuietly() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      return;
    }
  }

  /**
   * Opens another connection where this one is lost. Temporary tables went with the old one, and so
   * did its transaction; whether a commit that was under way took place, nobody knows.
   *
   * @return whether there is another one now
   */
  public boolean reconnect() {
    if (again.isEmpty() || isOpen()) {
      return false;
    }
    close();
    try {
      connection = again.get().connect();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private boolean isOpen() {
    try {
      return connection.isValid(PATIENCE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Cancels the statement under way and all that would follow; for other threads than the session's
   * own, which say it again until the work has ended.
   */
  void cancel() {
    cancellation.cancel();
  }

  /** Whether work was cancelled, so that nothing more is sent. */
  public boolean isCancelled() {
    return cancellation.stops();
  }

  /**
   * Carries out what has to be whole whether the session is cancelled or not, such as giving a lock
   * back.
   */
  public <T> T needed(Supplier<T> work) {
    cancellation.need();
    try {
      return work.get();
    } finally {
      cancellation.needNoMore();
    }
  }

  /**
   * Lets work go on that is still wanted.
   *
   * @throws CancelledException if it is not
   */
  void requireWanted(String purpose) {
    if (cancellation.stops()) {
      throw new CancelledException(purpose, "");
    }
  }

  boolean isClosed() {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  private Statement statement() throws SQLException {
    Statement statement = connection.createStatement();
    cancellation.began(statement);
    return statement;
  }

  /** The version of the database, as it says it itself. */
  public String productVersion() {
    return around(
        "ask for the version", "", () -> connection.getMetaData().getDatabaseProductVersion());
  }

  /** The driver's connection, for what JDBC has no words for, such as bulk loading. */
  public Connection connection() {
    return connection;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new EngineException("close the connection", null, e);
    }
  }

  private <T> T around(String purpose, String sql, Work<T> work) {
    requireWanted(purpose);
    listener.before(purpose, sql);
    T result;
    try {
      result = work.run();
    } catch (SQLException e) {
      requireWanted(purpose);
      throw conflict.apply(e)
          ? new ConflictException(purpose, sql, e)
          : new EngineException(purpose, sql, e);
    } finally {
      cancellation.ended();
    }
    listener.after(purpose, sql);
    return result;
  }

  private interface Work<T> {
    T run() throws SQLException;
  }
}
