package dev.accrete.runtime.state;

/** A later version of Accrete wrote the state. */
public final class StateTooNewException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StateTooNewException(String schema, long version) {
    super(
        "the state in "
            + schema
            + " has form "
            + version
            + ", which a newer Accrete wrote; use that one");
  }
}
