package dev.accrete.runtime.engine.duckdb;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.DatabaseInUseException;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.RowAppender;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB file.
 *
 * <p>Once open, the database can read no other file and its settings are locked: text of a project
 * could otherwise read files by a quoted table name. Only a load opens it with external access.
 */
public final class DuckDbDatabase implements Database {
  private static final List<String> CONFLICTS =
      List.of("conflict", "failed to commit", "transaction is aborted");

  /** What a commit comes to where the file cannot be written: trying again does not help. */
  private static final List<String> UNWRITTEN =
      List.of("cannot open file", "could not write", "could not sync", "could not truncate");

  private final DuckDbDialect dialect = new DuckDbDialect();
  private final DuckDBConnection root;

  private DuckDbDatabase(DuckDBConnection root) {
    this.root = root;
  }

  /** Opens a file that only Accrete's own statements and the project's touch. */
  public static DuckDbDatabase open(Path file) {
    return open(file, false, new Properties());
  }

  /** The same for a file that cannot be written: every statement that would fails. */
  public static DuckDbDatabase openReadOnly(Path file) {
    Properties properties = new Properties();
    properties.put("access_mode", "READ_ONLY");
    return open(file, false, properties);
  }

  /** Opens a file for a load, which may read other files. */
  public static DuckDbDatabase openForLoad(Path file) {
    return open(file, true, new Properties());
  }

  /** A database of its own in memory, gone when it is closed. */
  public static DuckDbDatabase inMemory() {
    return inMemory(Map.of());
  }

  /** The same with settings of DuckDB's by name, such as {@code threads}. */
  public static DuckDbDatabase inMemory(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    try {
      DuckDbDatabase database = new DuckDbDatabase(connect("jdbc:duckdb:", properties));
      database.prepare(false);
      return database;
    } catch (SQLException e) {
      throw new EngineException("open DuckDB in memory", null, e);
    }
  }

  /**
   * Opens a file, or creates it with its folders.
   *
   * @throws DatabaseInUseException if another process has it open
   * @throws EngineException if it cannot be opened for another reason
   */
  private static DuckDbDatabase open(Path file, boolean externalAccess, Properties properties) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      DuckDbDatabase database =
          new DuckDbDatabase(connect("jdbc:duckdb:" + file.toAbsolutePath(), properties));
      database.prepare(externalAccess);
      return database;
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("lock on file")) {
        throw new DatabaseInUseException(file.toString(), e);
      }
      throw new EngineException("open the DuckDB file " + file, null, e);
    } catch (IOException e) {
      throw new EngineException("create the folder of " + file, null, e);
    }
  }

  /**
   * Loads DuckDB's library. Nothing depends on it: a program that has something else to do first
   * may have it done on a thread of its own, and opens a database sooner.
   */
  public static void prepare() {
    inMemory().close();
  }

  /** Asks the driver itself: the drivers of all engines would be loaded to find it. */
  private static DuckDBConnection connect(String url, Properties properties) throws SQLException {
    return (DuckDBConnection) new DuckDBDriver().connect(url, properties);
  }

  private void prepare(boolean externalAccess) throws SQLException {
    try (Statement statement = root.createStatement()) {
      if (isLocked(statement)) {
        return;
      }
      if (!hasDisabledOptimizers(statement)) {
        statement.execute(
            "SET GLOBAL disabled_optimizers = '" + DuckDbDialect.DEFECTIVE_OPTIMIZER + "'");
      }
      for (String setting : dialect.databaseSettings(externalAccess)) {
        statement.execute(setting);
      }
    }
  }

  private boolean isLocked(Statement statement) throws SQLException {
    try (ResultSet results = statement.executeQuery(dialect.isLocked())) {
      return results.next() && results.getBoolean(1);
    }
  }

  private static boolean hasDisabledOptimizers(Statement statement) throws SQLException {
    try (ResultSet results =
        statement.executeQuery("SELECT current_setting('disabled_optimizers') <> ''")) {
      return results.next() && results.getBoolean(1);
    }
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public Session session(String comment, StatementListener listener) {
    try {
      return new Session(root.duplicate(), comment, listener, DuckDbDatabase::isConflict);
    } catch (SQLException e) {
      throw new EngineException("connect to DuckDB", null, e);
    }
  }

  @Override
  public RowAppender appender(Session session, String stage, List<Column> columns) {
    return new DuckDbAppender((DuckDBConnection) session.connection(), stage, columns);
  }

  private static boolean isConflict(SQLException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.startsWith("transactioncontext error")
        && CONFLICTS.stream().anyMatch(message::contains)
        && UNWRITTEN.stream().noneMatch(message::contains);
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw new EngineException("close the DuckDB file", null, e);
    }
  }
}
