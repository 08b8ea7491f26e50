package dev.accrete.runtime.engine;

/** What was asked is not wanted any more; the statement was cancelled, or never sent. */
public final class CancelledException extends EngineException {
  private static final long serialVersionUID = 1L;

  CancelledException(String purpose, String sql) {
    super(purpose, sql, new IllegalStateException("cancelled"));
  }
}
