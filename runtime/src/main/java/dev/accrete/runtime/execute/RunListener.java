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

  /**
   * How a model will be brought up to date is chosen; it may still end in a full rebuild.
   *
   * @param rowsPending rows and changes that wait, as far as they are known
   */
  default void modelDecided(String model, RunStrategy strategy, long rowsPending) {}

  /** The keys that a model's changes touch are counted. */
  default void keysTouched(String model, long keys) {}

  /** A model ended. */
  default void modelFinished(ModelResult result) {}
}
