package dev.accrete.runtime.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code demo --format json} prints.
 *
 * @param project the folder of the demo's project
 * @param equal whether every table equalled its full SELECT after every load
 * @param loads what happened at each load
 */
public record DemoReport(String project, boolean equal, List<Load> loads) {
  public DemoReport {
    loads = List.copyOf(loads);
  }

  /** A load, and the run after it. */
  public record Load(int number, String title, String contents, long rows, List<Model> models) {
    public Load {
      models = List.copyOf(models);
    }

    /** Whether every table equalled its full SELECT. */
    public boolean equal() {
      return models.stream().allMatch(Model::equal);
    }
  }

  /**
   * What a run did to a model, and what a rebuild of the same table took.
   *
   * @param fullRebuildTime seconds that {@code run --full-refresh} took on a copy of the database
   * @param rowCount rows of the table
   * @param onlyTable rows of the table that the full SELECT does not return
   * @param onlySelect rows of the full SELECT that the table lacks
   */
  public record Model(
      String name,
      String status,
      String strategy,
      String reason,
      @Nullable Long keysTouched,
      long rowsDeleted,
      long rowsInserted,
      double executionTime,
      double fullRebuildTime,
      long rowCount,
      long onlyTable,
      long onlySelect,
      boolean equal) {}
}
