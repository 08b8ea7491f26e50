package dev.accrete.runtime.report;

import dev.accrete.runtime.compare.AuditedTable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What {@code audit --format json} prints.
 *
 * @param equal whether nothing speaks against any table
 * @param tables one for each selected model
 */
public record AuditReport(boolean equal, List<Table> tables) {

  /**
   * A model's table.
   *
   * @param model the model
   * @param status {@code equal}, {@code different}, {@code broken} or {@code not_compared}
   * @param reason why it was not compared, or what is broken; else empty
   * @param rowCount rows of the table that were compared
   * @param selectRowCount rows of the SELECT that were compared
   * @param missing how many rows of the SELECT the table lacks
   * @param superfluous how many rows of the table the SELECT does not return
   * @param differentKeys how many keys have rows among both
   * @param key the columns that tell rows apart
   * @param leftOut columns whose value SQL leaves to the engine
   * @param columns the order of the values in rows
   * @param rows some differences
   */
  public record Table(
      String model,
      String status,
      String reason,
      long rowCount,
      long selectRowCount,
      long missing,
      long superfluous,
      long differentKeys,
      List<String> key,
      List<String> leftOut,
      List<String> columns,
      List<Row> rows) {}

  /** A row as the table has it and as the SELECT returns it; one of them may be null. */
  public record Row(
      @Nullable List<@Nullable String> table,
      @Nullable List<@Nullable String> select,
      List<String> differing) {}

  /**
   * The shape of what was found.
   *
   * @param clean takes secrets out of what a database said
   */
  public static AuditReport of(List<AuditedTable> audited, UnaryOperator<String> clean) {
    return new AuditReport(
        audited.stream().allMatch(AuditedTable::passes),
        audited.stream().map(table -> table(table, clean)).toList());
  }

  private static Table table(AuditedTable table, UnaryOperator<String> clean) {
    return new Table(
        table.model(),
        table.status().word(),
        clean.apply(table.reason()),
        table.rowCount(),
        table.selectRowCount(),
        table.missing(),
        table.superfluous(),
        table.differentKeys(),
        table.key(),
        table.leftOut(),
        table.columns(),
        table.rows().stream()
            .map(row -> new Row(row.table(), row.select(), row.differing()))
            .toList());
  }
}
