package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes rows of a source, within what it declares. */
final class RowGenerator {
  /** Values of keys that are taken already are told apart by greater numbers. */
  private static final int FRESH = 100;

  private final Chance chance;
  private final DataTable table;
  private final Set<List<String>> taken = new HashSet<>();
  private int number;

  RowGenerator(Chance chance, DataTable table) {
    this.chance = chance;
    this.table = table;
  }

  /** Some rows of one stamp. */
  List<List<String>> rows(int count, String stamp) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(stamp));
    }
    return rows;
  }

  private List<String> row(String stamp) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      row.add(i == table.loadedAt() ? stamp : value(table.columns().get(i)));
    }
    if (!table.uniqueKey().isEmpty() && !taken.add(key(row))) {
      DataTable.DataColumn last = table.columns().get(table.uniqueKey().get(0));
      row.set(table.uniqueKey().get(0), fresh(last));
      taken.add(key(row));
    }
    return row;
  }

  private List<String> key(List<String> row) {
    return table.uniqueKey().stream().map(row::get).toList();
  }

  private String fresh(DataTable.DataColumn column) {
    number++;
    if (column.type().equalsIgnoreCase("uuid")) {
      return TypedValues.uuid(FRESH + number);
    }
    return switch (column.kind()) {
      case TEXT -> "'n" + number + "'";
      case TIMESTAMP -> "TIMESTAMP '2027-01-01 00:00:00' + INTERVAL " + number + " SECOND";
      case TIME -> "TIME '00:00:00' + INTERVAL " + number + " SECOND";
      case DATE -> "DATE '2027-01-01' + " + number;
      default -> String.valueOf(FRESH + number);
    };
  }

  private String value(DataTable.DataColumn column) {
    if (column.nullable() && chance.percent(column.nulls())) {
      return "NULL";
    }
    return chance.pick(column.values());
  }

  /** Whether rows may come twice: not where the source claims that a key tells them apart. */
  boolean mayRepeat() {
    return table.uniqueKey().isEmpty();
  }
}
