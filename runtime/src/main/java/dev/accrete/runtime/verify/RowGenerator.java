package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Makes rows of a source, within what it declares. */
final class RowGenerator {
  /** Values of keys that are taken already are told apart by greater numbers. */
  private static final int FRESH = 100;

  private final Chance chance;
  private final DataTable table;
  private final Relationships present;
  private final Set<List<String>> taken = new HashSet<>();
  private int number;
  private Consumer<List<String>> meeting = row -> {};

  RowGenerator(Chance chance, DataTable table) {
    this(chance, table, new Relationships(List.of()));
  }

  /** Of rows that refer to those that are there. */
  RowGenerator(Chance chance, DataTable table, Relationships present) {
    this.chance = chance;
    this.table = table;
    this.present = present;
  }

  /** Lets rows take values of others, before their keys are looked at. */
  void meet(Consumer<List<String>> how) {
    meeting = how;
  }

  /** Some rows of one stamp; fewer where they would refer to what is not there. */
  List<List<String>> rows(int count, String stamp) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      row(stamp).ifPresent(rows::add);
    }
    return rows;
  }

  private Optional<List<String>> row(String stamp) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      DataTable.DataColumn column = table.columns().get(i);
      Optional<String> value = i == table.loadedAt() ? Optional.of(stamp) : value(column);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      row.add(value.get());
    }
    meeting.accept(row);
    if (!table.uniqueKey().isEmpty() && !taken.add(key(row))) {
      Optional<Integer> free =
          table.uniqueKey().stream()
              .filter(i -> table.columns().get(i).parent().isEmpty())
              .findFirst();
      if (free.isEmpty()) {
        return Optional.empty();
      }
      row.set(free.get(), fresh(table.columns().get(free.get())));
      taken.add(key(row));
    }
    return Optional.of(row);
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

  private Optional<String> value(DataTable.DataColumn column) {
    if (column.nullable() && chance.percent(column.nulls())) {
      return Optional.of("NULL");
    }
    if (column.parent().isEmpty()) {
      return Optional.of(chance.pick(column.values()));
    }
    List<String> known = present.values(column.parent().get());
    if (known.isEmpty()) {
      return column.nullable() ? Optional.of("NULL") : Optional.empty();
    }
    return Optional.of(chance.pick(known));
  }

  /** Whether rows may come twice: not where the source claims that a key tells them apart. */
  boolean mayRepeat() {
    return table.uniqueKey().isEmpty();
  }
}
