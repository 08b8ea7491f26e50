package dev.accrete.runtime.execute;

/** A table's tests failed, so its transaction is taken back. */
public final class ChecksFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what failed. */
  public ChecksFailedException(String message) {
    super(message);
  }
}
