package dev.accrete.runtime.datatest;

import dev.accrete.compiler.CompiledTest;
import java.time.Duration;
import java.util.List;

/**
 * How a data test ended.
 *
 * @param test the test
 * @param status how it ended
 * @param failures how many rows it found that should not be there; 0 where it could not look
 * @param time how long its query took
 * @param message what is wrong, or empty
 */
public record TestResult(
    CompiledTest test, Status status, long failures, Duration time, String message) {

  /** How a test ended. */
  public enum Status {
    PASS,
    WARN,
    FAIL,
    /** Its query failed, or it does not compile. */
    ERROR,
    /** What it is about did not run. */
    SKIPPED
  }

  static TestResult skipped(CompiledTest test) {
    return new TestResult(
        test, Status.SKIPPED, 0, Duration.ZERO, "what it is about was not brought up to date");
  }

  /** Whether nothing is wrong that keeps readers from the table. */
  public boolean holds() {
    return status == Status.PASS || status == Status.WARN;
  }

  /** Whether every one holds. */
  public static boolean allHold(List<TestResult> results) {
    return results.stream().allMatch(TestResult::holds);
  }
}
