package dev.accrete.runtime.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code plan --format json} prints.
 *
 * @param models the selected models, in the order of a run
 */
public record PlanReport(List<Entry> models) {
  public PlanReport {
    models = List.copyOf(models);
  }

  /**
   * What a run would do to one model.
   *
   * @param strategy null where the model cannot be run
   * @param rowsPending rows and changes that wait, as far as they are known before the run
   * @param reaches the models that would see its changes
   * @param message why it cannot be run, or null
   */
  public record Entry(
      String uniqueId,
      String name,
      @Nullable String strategy,
      @Nullable String reason,
      long rowsPending,
      List<String> reaches,
      @Nullable String message) {}
}
