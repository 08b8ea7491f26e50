package dev.accrete.runtime.execute;

/** A check inside a commit failed; the commit was taken back. */
final class BreachException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BreachException(String message) {
    super(message);
  }
}
