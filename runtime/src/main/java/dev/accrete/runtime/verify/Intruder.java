package dev.accrete.runtime.verify;

import dev.accrete.runtime.execute.RunListener;

/** Somebody who does something between two statements of a run. */
final class Intruder implements RunListener {
  private final int statement;
  private final Runnable write;
  private int statements;
  private boolean frozen;
  private boolean came;
  private boolean late;

  /** With the number of the statement before which it comes. */
  Intruder(int statement, Runnable write) {
    this.statement = statement;
    this.write = write;
  }

  @Override
  public void before(String purpose, String sql) {
    statements++;
    if (statements == statement && !came) {
      late = frozen;
      come();
    }
  }

  /** A run freezes before it starts a model. */
  @Override
  public void modelStarted(String model) {
    frozen = true;
  }

  boolean cameAfterTheFreeze() {
    return late;
  }

  /** Whether the run had a statement before which it came. */
  boolean came() {
    return came;
  }

  /** Writes after the run, where that had fewer statements. */
  void comeAtLast() {
    if (!came) {
      come();
    }
  }

  private void come() {
    came = true;
    write.run();
  }
}
