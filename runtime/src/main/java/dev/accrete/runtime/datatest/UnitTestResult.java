package dev.accrete.runtime.datatest;

import dev.accrete.compiler.load.UnitTest;
import dev.accrete.runtime.datatest.TestResult.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a unit test ended.
 *
 * @param status pass, fail where rows differ, or error where it could not be played
 * @param message what is wrong, in a line, or empty
 * @param rows the rows that differ, a line each
 * @param strategy how the last run with anything new brought the model up to date as it was played
 *     incrementally, in the word of run results; null where it was not
 * @param reason why so
 */
public record UnitTestResult(
    UnitTest test,
    Status status,
    Duration time,
    String message,
    List<String> rows,
    @Nullable String strategy,
    @Nullable String reason) {
  public UnitTestResult {
    rows = List.copyOf(rows);
  }

  /** Whether it passed. */
  public boolean holds() {
    return status == Status.PASS;
  }
}
