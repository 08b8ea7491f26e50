package dev.accrete.runtime.execute;

/** The model, or one that it reads, was committed by somebody else after staging: stage again. */
final class MovedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MovedException(String message) {
    super(message);
  }
}
