package dev.accrete.runtime.compare;

import java.util.List;

/**
 * How two relations differ as bags of rows.
 *
 * @param firstCount rows of the first
 * @param secondCount rows of the second
 * @param onlyFirst how many rows of the first the second lacks
 * @param onlySecond how many rows of the second the first lacks
 * @param columnsDiffer what is to be said of columns that one of them lacks; then no rows are
 *     compared
 * @param firstRows some rows of the first that the second lacks
 * @param secondRows some rows of the second that the first lacks
 */
public record Difference(
    long firstCount,
    long secondCount,
    long onlyFirst,
    long onlySecond,
    List<String> columnsDiffer,
    Rows firstRows,
    Rows secondRows) {
  public Difference {
    columnsDiffer = List.copyOf(columnsDiffer);
  }

  /** Whether they are equal. */
  public boolean equal() {
    return columnsDiffer.isEmpty() && onlyFirst == 0 && onlySecond == 0;
  }
}
