package dev.accrete.runtime.engine.postgres;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.postgres.PostgresDialect;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.ConnectFailure;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.RowAppender;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/**
 * A database of a PostgreSQL server. Transactions see one snapshot (REPEATABLE READ). A statement
 * outside them sees what is committed when it has its locks (READ COMMITTED): a snapshot from
 * before shows a table empty that somebody else filled anew meanwhile.
 *
 * <p>Passwords are handed to the driver beside the URL; no message of this class has them.
 */
public final class PostgresDatabase implements Database {
  /**
   * Serialization failure, deadlock, lock not available; and what another session created in this
   * moment: a key, a table, a schema. The same again may succeed.
   */
  private static final Set<String> CONFLICTS =
      Set.of("40001", "40P01", "55P03", "23505", "42P07", "42P06");

  private static final String ONE_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";

  private final PostgresDialect dialect = new PostgresDialect();
  private final String url;
  private final Properties properties;

  private PostgresDatabase(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  /**
   * The database of a URL; connections are made when sessions are asked for.
   *
   * @param url {@code jdbc:postgresql://…}
   * @param properties of the driver, user and password among them; see {@link ServerProperties}
   */
  public static PostgresDatabase of(String url, Properties properties) {
    Properties own = new Properties();
    own.putAll(properties);
    own.setProperty("ApplicationName", "accrete");
    return new PostgresDatabase(url, own);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Session session(String comment, StatementListener listener) {
    try {
      return new Session(
          this::connect,
          comment,
          listener,
          e -> CONFLICTS.contains(String.valueOf(e.getSQLState())),
          ONE_SNAPSHOT);
    } catch (SQLException e) {
      throw ConnectFailure.of("PostgreSQL", url, e);
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("the URL is none of PostgreSQL's: it begins jdbc:postgresql:");
    }
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    try (Statement statement = connection.createStatement()) {
      for (String setting : dialect.sessionSettings()) {
        statement.execute(setting);
      }
    }
    return connection;
  }

  @Override
  public RowAppender appender(Session session, String stage, java.util.List<Column> columns) {
    return new PostgresAppender(session.connection(), "pg_temp." + dialect.quote(stage), columns);
  }

  /** Sessions close their own connections. */
  @Override
  public void close() {}
}
