package dev.accrete.runtime.execute;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a run did.
 *
 * @param runId the run
 * @param startedAt when it began
 * @param freezeId the freeze that it read
 * @param results one for each model, in the order of the run
 * @param timings of the models that were begun, by name
 */
public record RunOutcome(
    String runId,
    Instant startedAt,
    long freezeId,
    List<ModelResult> results,
    Map<String, ModelTiming> timings) {
  public RunOutcome {
    results = List.copyOf(results);
    timings = Map.copyOf(timings);
  }

  /** Without timings. */
  public RunOutcome(String runId, Instant startedAt, long freezeId, List<ModelResult> results) {
    this(runId, startedAt, freezeId, results, Map.of());
  }

  /** Of a run that was cancelled before any model began. */
  public static RunOutcome cancelled(RunRequest request) {
    List<ModelResult> skipped =
        request.models().stream().map(model -> ModelResult.cancelled(model.model())).toList();
    return new RunOutcome(request.runId(), request.clock().instant(), 0, skipped);
  }

  /** Whether every model ended well. */
  public boolean succeeded() {
    return results.stream().allMatch(ModelResult::succeeded);
  }

  /** The same with other results. */
  public RunOutcome map(UnaryOperator<ModelResult> change) {
    return new RunOutcome(
        runId, startedAt, freezeId, results.stream().map(change).toList(), timings);
  }

  /** The result of a model. */
  public ModelResult result(String model) {
    return results.stream().filter(r -> r.model().equals(model)).findFirst().orElseThrow();
  }
}
