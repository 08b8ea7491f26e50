package dev.accrete.runtime.report;

import dev.accrete.runtime.compare.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code diff --format json} prints.
 *
 * @param equal whether the two are equal as bags of rows
 * @param first one of them
 * @param second the other
 * @param columnsDiffer sentences on columns that one of them lacks; rows are compared only where
 *     there are none
 * @param columns the columns, in the order of the rows' values
 */
public record DifferenceReport(
    boolean equal, Side first, Side second, List<String> columnsDiffer, List<String> columns) {

  /** One side: its name, its rows, how many of them the other lacks, and some of those. */
  public record Side(
      String relation, long rowCount, long onlyHere, List<List<@Nullable String>> onlyHereRows) {}

  /** The shape of a difference. */
  public static DifferenceReport of(String first, String second, Difference difference) {
    return new DifferenceReport(
        difference.equal(),
        new Side(
            first, difference.firstCount(), difference.onlyFirst(), difference.firstRows().rows()),
        new Side(
            second,
            difference.secondCount(),
            difference.onlySecond(),
            difference.secondRows().rows()),
        difference.columnsDiffer(),
        difference.firstRows().columns().stream().map(column -> column.name()).toList());
  }
}
