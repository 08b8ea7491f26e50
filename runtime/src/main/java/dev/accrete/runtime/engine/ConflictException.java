package dev.accrete.runtime.engine;

/** Another transaction was faster; doing the same again may succeed. */
public final class ConflictException extends EngineException {
  private static final long serialVersionUID = 1L;

  /** A conflict. */
  public ConflictException(String purpose, String sql, Throwable cause) {
    super(purpose, sql, cause);
  }
}
