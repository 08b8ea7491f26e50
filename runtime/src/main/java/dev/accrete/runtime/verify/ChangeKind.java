package dev.accrete.runtime.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What may happen to the inputs of a model between two of its runs. */
public enum ChangeKind {
  NEW_BATCH,
  LATE_BATCH,
  GROWN_BATCH,
  REPEATED_ROWS,
  ROWS_WITHOUT_STAMP,
  DELETED_ROWS,
  DELETED_BATCH,
  MUTABLE_INSERTED,
  MUTABLE_DELETED,
  WRITE_DURING_RUN,
  FULL_REFRESH;

  /** As tables show it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * What a write is.
   *
   * @param there the rows that the table had before
   */
  static Set<ChangeKind> of(DataTable table, Step.Write write, List<List<String>> there) {
    if (write.rows().isEmpty()) {
      return Set.of();
    }
    boolean load = write instanceof Step.Load;
    if (table.loadedAt() < 0) {
      return Set.of(load ? MUTABLE_INSERTED : MUTABLE_DELETED);
    }
    Set<ChangeKind> kinds = new HashSet<>();
    for (List<String> row : write.rows()) {
      kinds.add(load ? ofLoaded(table, row, there) : ofDeleted(table, row, write, there));
    }
    return kinds;
  }

  private static ChangeKind ofLoaded(DataTable table, List<String> row, List<List<String>> there) {
    String stamp = row.get(table.loadedAt());
    if (stamp.equals("NULL")) {
      return ROWS_WITHOUT_STAMP;
    }
    if (there.contains(row)) {
      return REPEATED_ROWS;
    }
    String batch = table.batch(row);
    if (there.stream().anyMatch(r -> table.batch(r).equals(batch))) {
      return GROWN_BATCH;
    }
    boolean late =
        there.stream()
            .map(r -> r.get(table.loadedAt()))
            .anyMatch(s -> !s.equals("NULL") && s.compareTo(stamp) > 0);
    return late ? LATE_BATCH : NEW_BATCH;
  }

  private static ChangeKind ofDeleted(
      DataTable table, List<String> row, Step.Write write, List<List<String>> there) {
    String batch = table.batch(row);
    long had = there.stream().filter(r -> table.batch(r).equals(batch)).count();
    long gone = write.rows().stream().filter(r -> table.batch(r).equals(batch)).count();
    return gone < had ? DELETED_ROWS : DELETED_BATCH;
  }
}
