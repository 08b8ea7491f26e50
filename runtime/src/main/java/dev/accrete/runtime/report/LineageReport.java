package dev.accrete.runtime.report;

import java.util.List;

/**
 * What {@code lineage --format json} prints.
 *
 * @param selected the columns that were asked for
 * @param columns these, and all that they are computed from or that is computed from them
 */
public record LineageReport(List<String> selected, List<Entry> columns) {
  public LineageReport {
    selected = List.copyOf(selected);
    columns = List.copyOf(columns);
  }

  /** A column and its neighbours both ways. */
  public record Entry(String name, List<String> from, List<String> to) {
    public Entry {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }
}
