package dev.accrete.runtime.execute;

import dev.accrete.runtime.engine.StatementListener;

/** Hears how a run goes on, for progress and tests. */
public interface RunListener extends StatementListener {
  /** Hears nothing. */
  RunListener NONE = new RunListener() {};

  @Override
  default void before(String purpose, String sql) {}

  @Override
  default void after(String purpose, String sql) {}

  /** A model begins. */
  default void modelStarted(String model) {}

  /** A model ended. */
  default void modelFinished(ModelResult result) {}
}
