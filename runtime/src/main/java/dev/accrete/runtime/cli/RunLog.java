package dev.accrete.runtime.cli;

import dev.accrete.runtime.datatest.TestResult;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;

/** Shows how a run goes on: to people, or to programs. */
interface RunLog extends RunListener, AutoCloseable {
  /** A data test ended. */
  void testFinished(TestResult result);

  /** A unit test ended. */
  void unitTestFinished(UnitTestResult result);

  /** All is over; the models that the run did not begin are in the outcome. */
  void ended(RunOutcome outcome);

  /** Nothing more is shown, however the run went. */
  @Override
  default void close() {}

  /** The same with the tests of each model behind it. */
  default RunListener withTests(TestsOf tests) {
    RunLog log = this;
    return new RunListener() {
      @Override
      public void before(String purpose, String sql) {
        log.before(purpose, sql);
      }

      @Override
      public void after(String purpose, String sql) {
        log.after(purpose, sql);
      }

      @Override
      public void modelStarted(String model) {
        log.modelStarted(model);
      }

      @Override
      public void modelDecided(String model, RunStrategy strategy, long rowsPending) {
        log.modelDecided(model, strategy, rowsPending);
      }

      @Override
      public void keysTouched(String model, long keys) {
        log.keysTouched(model, keys);
      }

      @Override
      public void modelFinished(ModelResult result) {
        log.modelFinished(result);
        tests.of(result.model()).forEach(log::testFinished);
      }
    };
  }

  /** The tests of a model that have ended. */
  @FunctionalInterface
  interface TestsOf {
    Iterable<TestResult> of(String model);
  }
}
