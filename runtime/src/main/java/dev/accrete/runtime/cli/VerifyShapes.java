package dev.accrete.runtime.cli;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.report.VerifyReport;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.Tally;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes what {@code verify --format json} prints. */
final class VerifyShapes {
  private VerifyShapes() {}

  /** The shape of a result. */
  static VerifyReport of(Tally tally, Optional<EquivalenceFailure> failure) {
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
        failure.map(VerifyShapes::shape).orElse(null));
  }

  private static VerifyReport.Failure shape(EquivalenceFailure failure) {
    return new VerifyReport.Failure(
        failure.seed(),
        failure.kind().name().toLowerCase(Locale.ROOT),
        failure.model(),
        failure.message(),
        failure.story());
  }
}
