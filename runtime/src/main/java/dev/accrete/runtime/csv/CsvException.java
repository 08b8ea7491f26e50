package dev.accrete.runtime.csv;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read on as CSV: broken quotes, other bytes than UTF-8, a short row. */
public final class CsvException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient CsvProblem problem;

  CsvException(CsvProblem problem, @Nullable Throwable cause) {
    super(problem.text(), cause);
    this.problem = problem;
  }

  /** What is wrong, and where. */
  public CsvProblem problem() {
    return problem;
  }
}
