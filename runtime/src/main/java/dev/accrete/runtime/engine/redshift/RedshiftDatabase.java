package dev.accrete.runtime.engine.redshift;

import com.amazon.redshift.Driver;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.redshift.RedshiftDialect;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.ConnectFailure;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.RowAppender;
import dev.accrete.runtime.engine.ServerProperties;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database of a Redshift cluster or workgroup.
 *
 * <p>The isolation level is the database's own, SNAPSHOT or SERIALIZABLE: nothing depends on which.
 * Passwords are handed to the driver beside the URL; no message of this class has them.
 */
public final class RedshiftDatabase implements Database {
  /** Connections to the warehouse. */
  @FunctionalInterface
  public interface Connections {
    /**
     * A new connection.
     *
     * @return null where the URL is none of the driver's
     */
    @Nullable Connection open() throws SQLException;
  }

  /**
   * Serialization failure, deadlock, lock not available; and what another session created in this
   * moment. The same again may succeed.
   */
  private static final Set<String> CONFLICTS =
      Set.of("40001", "40P01", "55P03", "23505", "42P07", "42P06");

  /**
   * Redshift tells by words alone that a transaction met another: 1023, that the two had no order;
   * 1018 and 1020, that a table was dropped meanwhile; and that both changed one row of the
   * catalogue.
   */
  private static final Pattern CONFLICTING =
      Pattern.compile(
          "error: ?(1018|1020|1023)\\b|serializable isolation violation|concurrent transaction"
              + "|tuple concurrently updated|deadlock detected",
          Pattern.CASE_INSENSITIVE);

  private static final String NO_SDK =
      "signing in by IAM needs AWS's SDK, which Accrete does not bring; ask AWS for a password, as"
          + " `aws redshift get-cluster-credentials` does, and give it by env(…)";

  private final RedshiftDialect dialect = new RedshiftDialect();
  private final Connections connections;
  private final String url;

  private RedshiftDatabase(Connections connections, String url) {
    this.connections = connections;
    this.url = url;
  }

  /**
   * The database of a URL; connections are made when sessions are asked for.
   *
   * @param url {@code jdbc:redshift://…}; TLS is on unless it says otherwise
   * @param properties of the driver, user and password among them; see {@link ServerProperties}
   */
  public static RedshiftDatabase of(String url, Properties properties) {
    Properties own = new Properties();
    own.putAll(properties);
    own.setProperty("ApplicationName", "accrete");
    // A COMMIT that the server answers by taking everything back must not pass for one.
    own.setProperty("raiseExceptionOnSilentRollback", "true");
    return new RedshiftDatabase(() -> new Driver().connect(url, own), url);
  }

  /** The database that connections lead to. */
  public static RedshiftDatabase over(Connections connections) {
    return new RedshiftDatabase(connections, "");
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Session session(String comment, StatementListener listener) {
    try {
      return new Session(this::connect, comment, listener, RedshiftDatabase::isConflict);
    } catch (SQLException e) {
      throw ConnectFailure.of("Redshift", url, e);
    } catch (NoClassDefFoundError e) {
      throw new EngineException("connect to Redshift", null, new SQLException(NO_SDK, e));
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = connections.open();
    if (connection == null) {
      throw new SQLException("the URL is none of Redshift's: it begins jdbc:redshift:");
    }
    try (Statement statement = connection.createStatement()) {
      for (String setting : dialect.sessionSettings()) {
        statement.execute(setting);
      }
    }
    return connection;
  }

  private static boolean isConflict(SQLException e) {
    return CONFLICTS.contains(String.valueOf(e.getSQLState()))
        || CONFLICTING.matcher(String.valueOf(e.getMessage())).find();
  }

  @Override
  public RowAppender appender(Session session, String stage, List<Column> columns) {
    return new RedshiftAppender(session.connection(), dialect, dialect.quote(stage));
  }

  /** Sessions close their own connections. */
  @Override
  public void close() {}
}
