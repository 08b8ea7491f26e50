package dev.accrete.runtime.execute;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a run did.
 *
 * @param runId the run
 * @param startedAt when it began
 * @param freezeId the freeze that it read
 * @param results one for each model, in the order of the run
 */
public record RunOutcome(
    String runId, Instant startedAt, long freezeId, List<ModelResult> results) {
  public RunOutcome {
    results = List.copyOf(results);
  }

  /** Whether every model ended well. */
  public boolean succeeded() {
    return results.stream().allMatch(ModelResult::succeeded);
  }

  /** The same with other results. */
  public RunOutcome map(UnaryOperator<ModelResult> change) {
    return new RunOutcome(runId, startedAt, freezeId, results.stream().map(change).toList());
  }

  /** The result of a model. */
  public ModelResult result(String model) {
    return results.stream().filter(r -> r.model().equals(model)).findFirst().orElseThrow();
  }
}
