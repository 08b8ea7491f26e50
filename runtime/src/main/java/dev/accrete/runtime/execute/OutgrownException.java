package dev.accrete.runtime.execute;

/** Staged rows do not go into a table as they are, so it has to be made anew. */
final class OutgrownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String why;

  OutgrownException(String why) {
    super(why);
    this.why = why;
  }

  /** Which column, for people. */
  String why() {
    return why;
  }
}
