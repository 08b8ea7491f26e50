package dev.accrete.runtime.execute;

/** A model cannot be run as things stand; the message tells people what to do. */
final class NotRunnableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotRunnableException(String message) {
    super(message);
  }
}
