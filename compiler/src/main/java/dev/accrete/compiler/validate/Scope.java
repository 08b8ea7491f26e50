package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that a FROM clause names, and where their columns lie in the joined row.
 *
 * @param tables in the order of the text
 */
record Scope(List<Table> tables) {
  Scope {
    tables = List.copyOf(tables);
  }

  /**
   * One table of FROM.
   *
   * @param alias the name by which its columns are qualified
   * @param shown what people call it: the relation's name
   * @param merged columns, in lower case, that a bare name does not mean, as USING has merged them
   * @param start the number of its first column in the joined row
   */
  record Table(String alias, String shown, int start, List<Field> fields, Set<String> merged) {
    Table(String alias, String shown, int start, List<Field> fields) {
      this(alias, shown, start, fields, Set.of());
    }

    boolean isMerged(String column) {
      return merged.contains(column.toLowerCase(Locale.ROOT));
    }
  }

  /** Where a column was found: its number, or how many columns have it. */
  record Found(int index, int count) {}

  static Scope of(String alias, String shown, List<Field> fields) {
    return new Scope(List.of(new Table(alias, shown, 0, fields)));
  }

  int width() {
    return tables.stream().mapToInt(t -> t.fields().size()).sum();
  }

  /** This scope with so many fields before its own. */
  Scope shifted(int by) {
    return new Scope(
        tables.stream()
            .map(t -> new Table(t.alias(), t.shown(), t.start() + by, t.fields(), t.merged()))
            .toList());
  }

  /** This scope with another one to its right. */
  Scope join(Scope right) {
    List<Table> all = new ArrayList<>(tables);
    int width = width();
    for (Table table : right.tables) {
      all.add(
          new Table(
              table.alias(), table.shown(), table.start() + width, table.fields(), table.merged()));
    }
    return new Scope(all);
  }

  Optional<Table> table(String alias) {
    return tables.stream().filter(t -> t.alias().equalsIgnoreCase(alias)).findFirst();
  }

  /** The column of an unqualified name, with the number of tables that have it. */
  Found find(String column) {
    int found = -1;
    int count = 0;
    for (Table table : tables) {
      if (table.isMerged(column)) {
        continue;
      }
      int index = find(table, column);
      found = found < 0 ? index : found;
      count += count(table, column);
    }
    return new Found(found, count);
  }

  /** How many columns of one table have a name; more than one where a subquery repeats it. */
  static int count(Table table, String column) {
    return (int) table.fields().stream().filter(f -> f.name().equalsIgnoreCase(column)).count();
  }

  static int find(Table table, String column) {
    for (int i = 0; i < table.fields().size(); i++) {
      if (table.fields().get(i).name().equalsIgnoreCase(column)) {
        return table.start() + i;
      }
    }
    return -1;
  }

  /** Every column name with the tables that have it, for hints. */
  List<String> columnNames() {
    Map<String, Boolean> names = new LinkedHashMap<>();
    tables.forEach(t -> t.fields().forEach(f -> names.put(f.name(), true)));
    return List.copyOf(names.keySet());
  }

  /** All fields of the joined row. */
  List<Field> fields() {
    return tables.stream().flatMap(t -> t.fields().stream()).toList();
  }
}
