package dev.accrete.runtime.datatest;

import dev.accrete.compiler.load.UnitTest;
import dev.accrete.runtime.datatest.TestResult.Status;
import java.time.Duration;
import java.util.List;

/**
 * How a unit test ended.
 *
 * @param status pass, fail where rows differ, or error where it could not be played
 * @param message what is wrong, in a line, or empty
 * @param rows the rows that differ, a line each
 */
public record UnitTestResult(
    UnitTest test, Status status, Duration time, String message, List<String> rows) {
  public UnitTestResult {
    rows = List.copyOf(rows);
  }

  /** Whether it passed. */
  public boolean holds() {
    return status == Status.PASS;
  }
}
