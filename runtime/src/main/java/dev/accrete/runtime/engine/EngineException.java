package dev.accrete.runtime.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database refused something; the message begins with what was being done. */
public class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final @Nullable String sql;

  /**
   * A failure.
   *
   * @param purpose what was being done, as a person would say it
   * @param sql the statement, or null where it was none
   */
  public EngineException(String purpose, @Nullable String sql, Throwable cause) {
    super(purpose + ": " + firstLine(cause), cause);
    this.sql = sql;
  }

  /** The statement that failed, or null. */
  public @Nullable String sql() {
    return sql;
  }

  /** Whether a value was refused, as a cast of it fails: SQLSTATE class 22, data exception. */
  public boolean isOfData() {
    return getCause() instanceof SQLException cause
        && cause.getSQLState() != null
        && cause.getSQLState().startsWith("22");
  }

  private static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }
}
