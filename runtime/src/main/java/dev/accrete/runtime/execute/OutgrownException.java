package dev.accrete.runtime.execute;

/** Staged rows do not go into a table as they are, so it has to be made anew. */
final class OutgrownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutgrownException(String message) {
    super(message);
  }
}
