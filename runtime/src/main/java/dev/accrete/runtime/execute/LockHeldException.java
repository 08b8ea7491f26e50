package dev.accrete.runtime.execute;

/** Another run holds the lock. */
public final class LockHeldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LockHeldException(String holder, String since) {
    super("the run " + holder + " holds the lock since " + since);
  }
}
