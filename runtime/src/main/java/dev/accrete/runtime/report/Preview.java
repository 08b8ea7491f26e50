package dev.accrete.runtime.report;

import dev.accrete.runtime.compare.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code show --format json} prints.
 *
 * @param relation as it was asked for
 * @param rowCount how many rows it has
 * @param columns name and type of each column
 * @param rows some of them: a text a column, null for NULL
 */
public record Preview(
    String relation, long rowCount, List<ColumnType> columns, List<List<@Nullable String>> rows) {

  /** A column with its type as the engine names it. */
  public record ColumnType(String name, String type) {}

  /** The shape of some rows. */
  public static Preview of(String relation, long rowCount, Rows rows) {
    return new Preview(
        relation,
        rowCount,
        rows.columns().stream().map(c -> new ColumnType(c.name(), c.type())).toList(),
        rows.rows());
  }
}
