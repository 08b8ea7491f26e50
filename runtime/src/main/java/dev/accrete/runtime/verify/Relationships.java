package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.DataTable.DataColumn;
import dev.accrete.runtime.verify.DataTable.Parent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of sources as a history goes on, and whether what they refer to is there. */
final class Relationships {
  private static final String NULL = "NULL";

  private final Map<String, DataTable> tables = new HashMap<>();
  private final Map<String, List<List<String>>> rows = new HashMap<>();
  private final boolean any;

  Relationships(List<DataTable> tables) {
    for (DataTable table : tables) {
      this.tables.put(table.name(), table);
    }
    this.any =
        tables.stream()
            .flatMap(table -> table.columns().stream())
            .anyMatch(column -> column.parent().isPresent());
  }

  /** The values of a column that others refer to, each once, in the order in which they came. */
  List<String> values(Parent parent) {
    return there(parent.table()).stream()
        .map(row -> row.get(parent.column()))
        .filter(value -> !value.equals(NULL))
        .distinct()
        .toList();
  }

  /** Whether each row refers to one that is there, or to none. */
  boolean hold() {
    return tables.values().stream().allMatch(this::holds);
  }

  private boolean holds(DataTable table) {
    for (int i = 0; i < table.columns().size(); i++) {
      DataColumn column = table.columns().get(i);
      if (column.parent().isPresent()) {
        Set<String> known = new HashSet<>(values(column.parent().get()));
        int at = i;
        if (there(table.name()).stream()
            .map(row -> row.get(at))
            .anyMatch(value -> !value.equals(NULL) && !known.contains(value))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether some other column refers to this one. */
  boolean isReferred(String table, int column) {
    Parent parent = new Parent(table, column);
    return tables.values().stream()
        .flatMap(t -> t.columns().stream())
        .anyMatch(c -> c.parent().filter(parent::equals).isPresent());
  }

  /** What may go: a deletion without the rows that others would miss. */
  Step.Write kept(Step.Write write) {
    if (!any || !(write instanceof Step.Delete)) {
      return write;
    }
    List<List<String>> gone = new ArrayList<>();
    for (List<String> row : write.rows()) {
      there(write.table()).remove(row);
      if (hold()) {
        gone.add(row);
      } else {
        there(write.table()).add(row);
      }
    }
    there(write.table()).addAll(gone);
    return write.with(gone);
  }

  /** Notes a write. */
  void note(Step.Write write) {
    if (any && write instanceof Step.Load) {
      there(write.table()).addAll(write.rows());
    } else if (any) {
      write.rows().forEach(row -> there(write.table()).remove(row));
    }
  }

  /** Sources in their order, but those that others refer to before these. */
  List<DataTable> parentsFirst(List<DataTable> given) {
    List<DataTable> ordered = new ArrayList<>();
    given.forEach(table -> place(table, given, ordered, new HashSet<>()));
    return List.copyOf(ordered);
  }

  private void place(
      DataTable table, List<DataTable> given, List<DataTable> ordered, Set<String> above) {
    if (ordered.contains(table) || !above.add(table.name())) {
      return;
    }
    for (DataColumn column : table.columns()) {
      column
          .parent()
          .flatMap(p -> given.stream().filter(t -> t.name().equals(p.table())).findFirst())
          .ifPresent(parent -> place(parent, given, ordered, above));
    }
    ordered.add(table);
  }

  private List<List<String>> there(String table) {
    return rows.computeIfAbsent(table, t -> new ArrayList<>());
  }
}
