package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.TextTable;
import dev.accrete.runtime.compare.Rows;
import dev.accrete.runtime.engine.Column;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays out rows of a relation for people: numbers flush right, NULL told from text. */
final class RowTable {
  private static final Set<String> NUMBERS =
      Set.of(
          "tinyint", "smallint", "integer", "bigint", "hugeint", "float", "double", "int4", "int8");

  private RowTable() {}

  static TextTable of(Rows rows) {
    TextTable table = new TextTable(rows.columns().stream().map(RowTable::title).toList());
    rows.rows().forEach(row -> table.row(row.stream().map(RowTable::cell).toList()));
    return table;
  }

  private static String title(Column column) {
    String type = column.type().toLowerCase(Locale.ROOT);
    boolean number = NUMBERS.contains(type) || type.startsWith("decimal");
    return (number ? ">" : "") + column.name();
  }

  private static String cell(@Nullable String value) {
    return value == null ? "NULL" : value;
  }
}
