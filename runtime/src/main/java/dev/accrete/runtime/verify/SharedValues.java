package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.DataTable.DataColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values that a column of many values has in common with columns of few: the key of a small table,
 * say, whose rows all differ, and what refers to it. Made-up values alone would never meet these in
 * a join.
 */
final class SharedValues {
  private static final int MOST = 12;

  private final ColumnSql sql;
  private final List<Listed> listed = new ArrayList<>();
  private final Set<String> others = new HashSet<>();

  /** None yet. */
  SharedValues(ColumnSql sql) {
    this.sql = sql;
  }

  /** A column that is filled with its real values. */
  private record Listed(String name, ValueKind kind, List<String> values) {}

  /** Notes what a column really holds. */
  void add(RealTable table, DataColumn column, ColumnProfile profile) {
    if (!profile.values().isEmpty()) {
      listed.add(new Listed(column.name(), column.kind(), profile.values()));
    } else if (profile.distinct() > 0) {
      others.add(name(table, column));
    }
  }

  /**
   * The values that other columns list, for a column with many: those of columns of its own name
   * come first.
   */
  List<String> wanted(RealTable table, DataColumn column) {
    if (!others.contains(name(table, column))) {
      return List.of();
    }
    Set<String> known = new HashSet<>(column.values().stream().map(SharedValues::bare).toList());
    Set<String> first = new LinkedHashSet<>();
    Set<String> then = new LinkedHashSet<>();
    listed.stream()
        .filter(other -> other.kind() == column.kind())
        .filter(other -> Collections.disjoint(known, bare(other.values())))
        .forEach(
            other ->
                (other.name().equalsIgnoreCase(column.name()) ? first : then)
                    .addAll(other.values()));
    return Stream.concat(first.stream(), then.stream()).distinct().toList();
  }

  /** A query of those of some values that a column has. */
  String query(RealTable table, DataColumn column, List<String> wanted) {
    return "SELECT v FROM (SELECT DISTINCT "
        + sql.text(column)
        + " AS v FROM "
        + table.sql()
        + ") AS values_of_column WHERE v IN ("
        + String.join(", ", wanted)
        + ")";
  }

  /** The column with the values that it has beside its own, the most wanted ones. */
  static DataColumn with(DataColumn column, List<String> wanted, List<String> found) {
    List<String> values = new ArrayList<>(column.values());
    wanted.stream().filter(found::contains).limit(MOST).forEach(values::add);
    return column.with(values, column.nulls());
  }

  private static String name(RealTable table, DataColumn column) {
    return table.name() + "." + column.name();
  }

  private static List<String> bare(List<String> literals) {
    return literals.stream().map(SharedValues::bare).toList();
  }

  /** What a literal says, without its type. */
  private static String bare(String literal) {
    int quote = literal.indexOf('\'');
    return quote < 0 ? literal : literal.substring(quote + 1, literal.length() - 1);
  }
}
