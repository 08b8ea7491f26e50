package dev.accrete.runtime.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code status --format json} prints.
 *
 * @param models the selected models, in the order of a run
 * @param waiting the sources that they read of which claimed rows wait
 */
public record StatusReport(List<Entry> models, List<Waiting> waiting) {
  public StatusReport {
    models = List.copyOf(models);
    waiting = List.copyOf(waiting);
  }

  /**
   * Claimed rows that wait until every reader of their source has taken them in.
   *
   * @param table where they wait
   */
  public record Waiting(String source, long rows, String table) {}

  /**
   * Where one model stands.
   *
   * @param version grows by one with each commit; 0 if the model was never built
   * @param committedAt of the last commit, in UTC, or null
   * @param runId of the last commit, or null
   * @param strategy of the last commit, or null
   * @param rowCount rows of the table after it
   * @param positions input to the freeze of a source, or the version of a model, that was taken in
   * @param next what the next run would do
   * @param reason why
   * @param rowsPending rows and changes that wait
   */
  public record Entry(
      String uniqueId,
      String name,
      long version,
      @Nullable String committedAt,
      @Nullable String runId,
      @Nullable String strategy,
      long rowCount,
      Map<String, Long> positions,
      @Nullable String next,
      @Nullable String reason,
      long rowsPending) {}
}
