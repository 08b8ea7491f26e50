package dev.accrete.runtime.verify;

import dev.accrete.runtime.execute.RunListener;

/**
 * Lets a run die before a statement: nothing of its own goes on, its transaction and lock are left.
 */
final class Crash implements RunListener {
  private final int statement;
  private int statements;

  /** With the number of the statement that is not sent any more, from 1. */
  Crash(int statement) {
    this.statement = statement;
  }

  /** The death of a process, as far as one can be had without one. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void before(String purpose, String sql) {
    statements++;
    if (statements >= statement) {
      throw new Death();
    }
  }
}
