package dev.accrete.runtime.report;

import dev.accrete.runtime.execute.ModelTiming;
import dev.accrete.runtime.execute.RunOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The parts of a run, one after the other: compile, prepare, freeze, models, finish. */
public final class RunParts {
  private RunParts() {}

  /**
   * The parts.
   *
   * @param start when the command began
   * @param compiled when the project was compiled and the database was asked for
   * @param now when the results are written
   */
  public static List<RunResults.Timing> of(
      Instant start, Instant compiled, RunOutcome outcome, Instant now) {
    List<RunResults.Timing> parts = new ArrayList<>();
    parts.add(RunResults.Timing.of("compile", start, compiled));
    parts.add(RunResults.Timing.of("prepare", compiled, outcome.startedAt()));
    var models = outcome.timings().values();
    Instant first =
        models.stream().map(ModelTiming::start).min(Comparator.naturalOrder()).orElse(now);
    Instant last = models.stream().map(ModelTiming::end).max(Comparator.naturalOrder()).orElse(now);
    parts.add(RunResults.Timing.of("freeze", outcome.startedAt(), first));
    parts.add(RunResults.Timing.of("models", first, last));
    parts.add(RunResults.Timing.of("finish", last, now));
    return parts;
  }
}
