package dev.accrete.runtime.datatest;

import dev.accrete.compiler.CompiledTest;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.TestSql;
import dev.accrete.compiler.load.DataTest.Verdict;
import dev.accrete.runtime.datatest.TestResult.Status;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Carries out a test: counts the rows that should not be there, and reads them if they are kept.
 */
final class TestQuery {
  private final Dialect dialect;
  private final Clock clock;

  TestQuery(Dialect dialect, Clock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  /** What a test found, and the rows to be kept where it asks for that. */
  record Found(TestResult result, Optional<FailingRows> rows) {}

  Found run(CompiledTest test, Session session) {
    Instant start = clock.instant();
    if (test.select().isEmpty()) {
      String message = "it does not compile, or a model that it reads does not";
      return new Found(
          new TestResult(test, Status.ERROR, 0, Duration.ZERO, message), Optional.empty());
    }
    try {
      TestSql sql = new TestSql(dialect, test.select().get());
      long count =
          session.first("test " + test.name(), sql.count(), row -> row.number(1)).orElseThrow();
      Optional<FailingRows> kept =
          test.test().storeFailures() && count > 0
              ? Optional.of(FailingRows.read(test.name(), sql, session))
              : Optional.empty();
      return new Found(result(test, count, Duration.between(start, clock.instant())), kept);
    } catch (EngineException e) {
      return new Found(
          new TestResult(
              test,
              Status.ERROR,
              0,
              Duration.between(start, clock.instant()),
              String.valueOf(e.getMessage())),
          Optional.empty());
    }
  }

  private static TestResult result(CompiledTest test, long count, Duration time) {
    Verdict verdict = test.test().outcome().of(count);
    String message =
        verdict == Verdict.PASS
            ? ""
            : String.format(
                Locale.ROOT, "%,d %s that should not be there", count, count == 1 ? "row" : "rows");
    return new TestResult(test, Status.valueOf(verdict.name()), count, time, message);
  }
}
