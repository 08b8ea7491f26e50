package dev.accrete.runtime.engine;

/** Another process has the database open, and the engine allows one alone. */
public final class DatabaseInUseException extends EngineException {
  private static final long serialVersionUID = 1L;

  /** The database at a place, and what the engine says of who holds it. */
  public DatabaseInUseException(String place, Throwable cause) {
    super("cannot open " + place + ", another process holds it", null, cause);
  }
}
