package dev.accrete.runtime.unittest;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.UnitTest;
import dev.accrete.runtime.datatest.TestResult.Status;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.ModelResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Plays unit tests: each in full and incrementally, in databases in memory. Both ways must lead to
 * what the test expects.
 */
public final class UnitTests {
  private final CompiledProject project;
  private final CompileOptions options;
  private final Clock clock;

  /**
   * The unit tests of a project.
   *
   * @param options the options that it was compiled with
   */
  public UnitTests(CompiledProject project, CompileOptions options, Clock clock) {
    this.project = project;
    this.options = options;
    this.clock = clock;
  }

  /** Plays one. */
  public UnitTestResult run(UnitTest test) {
    Instant start = clock.instant();
    Optional<ModelResult> last = Optional.empty();
    try {
      CompiledProject scratch = new ScratchProject(project, test, options).compile();
      try (Play play = new Play(scratch, test, clock)) {
        play.inFull();
      }
      try (Play play = new Play(scratch, test, clock)) {
        try {
          play.incrementally();
        } finally {
          last = play.last();
        }
      }
      return result(test, Status.PASS, start, "", List.of(), last);
    } catch (UnitTestException e) {
      return result(
          test,
          e.isDifferent() ? Status.FAIL : Status.ERROR,
          start,
          String.valueOf(e.getMessage()),
          e.rows(),
          last);
    } catch (EngineException e) {
      return result(test, Status.ERROR, start, String.valueOf(e.getMessage()), List.of(), last);
    }
  }

  private UnitTestResult result(
      UnitTest test,
      Status status,
      Instant start,
      String message,
      List<String> rows,
      Optional<ModelResult> last) {
    return new UnitTestResult(
        test,
        status,
        Duration.between(start, clock.instant()),
        message,
        rows,
        last.map(result -> result.strategy().word()).orElse(null),
        last.map(ModelResult::reason).filter(reason -> !reason.isEmpty()).orElse(null));
  }
}
