package dev.accrete.runtime.verify;

/** A project cannot be tested, for the reason that the message gives. */
public final class NotTestableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTestableException(String message) {
    super(message);
  }
}
