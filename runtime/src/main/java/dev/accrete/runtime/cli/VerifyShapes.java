package dev.accrete.runtime.cli;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.report.JunitReport;
import dev.accrete.runtime.report.VerifyReport;
import dev.accrete.runtime.verify.Blame;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.Tally;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes what {@code verify --format json} prints. */
final class VerifyShapes {
  private VerifyShapes() {}

  /** The shape of a result. */
  static VerifyReport of(Tally tally, Optional<EquivalenceFailure> failure, EquivalenceRun run) {
    Map<String, VerifyReport.Model> models = new LinkedHashMap<>();
    tally
        .models()
        .forEach(
            (name, counts) -> {
              Map<String, Long> strategies = new LinkedHashMap<>();
              for (RunStrategy strategy : RunStrategy.values()) {
                if (counts.by(strategy) > 0) {
                  strategies.put(strategy.word(), counts.by(strategy));
                }
              }
              models.put(
                  name, new VerifyReport.Model(counts.comparisons(), counts.changed(), strategies));
            });
    return new VerifyReport(
        failure.isEmpty(),
        tally.cases(),
        tally.comparisons(),
        models,
        run.leftOut(),
        run.notPlayed(),
        failure.map(VerifyShapes::shape).orElse(null));
  }

  private static VerifyReport.Failure shape(EquivalenceFailure failure) {
    return new VerifyReport.Failure(
        failure.seed(),
        failure.kind().name().toLowerCase(Locale.ROOT),
        failure.model(),
        failure.message(),
        failure.story(),
        failure.rows(),
        failure.batches(),
        failure.blame().map(VerifyShapes::shape).orElse(null));
  }

  private static VerifyReport.Blamed shape(Blame blame) {
    return new VerifyReport.Blamed(blame.path(), blame.line(), blame.lastLine(), blame.why());
  }

  /** A test for each model that was compared; the first that failed fails. */
  static JunitReport junit(Tally tally, Optional<EquivalenceFailure> failure, Duration took) {
    Map<String, JunitReport.Test> tests = new LinkedHashMap<>();
    tally.models().keySet().forEach(name -> tests.put(name, JunitReport.Test.passed(name)));
    failure.ifPresent(
        f -> tests.put(f.model(), new JunitReport.Test(f.model(), f.headline(), f.story())));
    return new JunitReport(
        "accrete verify", took.toMillis() / 1_000.0, List.copyOf(tests.values()));
  }
}
