package dev.accrete.runtime.report;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.Tally;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code verify --format json} prints.
 *
 * @param equal whether every table was what its SELECT returns
 * @param cases how many histories were played
 * @param comparisons tables that were compared after a run
 * @param models by name
 * @param failure the first case that failed, or null
 */
public record VerifyReport(
    boolean equal,
    long cases,
    long comparisons,
    Map<String, Model> models,
    @Nullable Failure failure) {

  /**
   * One model.
   *
   * @param comparisons of its table
   * @param changed how many of them came after a run that changed it
   * @param strategies how often a run took which
   */
  public record Model(long comparisons, long changed, Map<String, Long> strategies) {}

  /**
   * A case that failed.
   *
   * @param seed plays it again
   * @param kind {@code wrong_table}, {@code failed_run} or {@code not_compiled}
   * @param model the model
   * @param message what a failed run said; empty where the table is wrong
   * @param story the case, made small, for people
   */
  public record Failure(long seed, String kind, String model, String message, String story) {}

  /** The shape of a result. */
  public static VerifyReport of(Tally tally, Optional<EquivalenceFailure> failure) {
    Map<String, Model> models = new LinkedHashMap<>();
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
              models.put(name, new Model(counts.comparisons(), counts.changed(), strategies));
            });
    return new VerifyReport(
        failure.isEmpty(),
        tally.cases(),
        tally.comparisons(),
        models,
        failure.map(VerifyReport::shape).orElse(null));
  }

  private static Failure shape(EquivalenceFailure failure) {
    return new Failure(
        failure.seed(),
        failure.kind().name().toLowerCase(Locale.ROOT),
        failure.model(),
        failure.message(),
        failure.story());
  }
}
