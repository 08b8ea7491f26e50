package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.DataTable.DataColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values that a column of many values has in common with columns of few: the key of a small table,
 * say, whose rows all differ, and what refers to it. Made-up values alone would never meet these in
 * a join.
 */
final class SharedValues {
  private static final int MOST = 12;

  private final List<Listed> listed = new ArrayList<>();
  private final Set<String> others = new HashSet<>();

  /** A column that is filled with its real values. */
  private record Listed(String name, ValueKind kind, List<String> values) {}

  /** Notes what a column really holds. */
  void add(DataTable table, DataColumn column, ColumnProfile profile) {
    if (!profile.values().isEmpty()) {
      listed.add(new Listed(column.name(), column.kind(), profile.values()));
    } else if (profile.distinct() > 0) {
      others.add(name(table, column));
    }
  }

  /**
   * A query of those values of a column with many that other columns list; nothing where there is
   * none to look for. Those of columns of its own name come first.
   */
  Optional<String> query(DataTable table, DataColumn column) {
    if (!others.contains(name(table, column))) {
      return Optional.empty();
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
    List<String> wanted = Stream.concat(first.stream(), then.stream()).distinct().toList();
    String text = "CAST(CAST(\"" + column.name() + "\" AS " + column.type() + ") AS VARCHAR)";
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "SELECT v FROM (SELECT DISTINCT "
                + text
                + " AS v FROM "
                + table.relation()
                + ") AS values_of_column WHERE v IN ("
                + String.join(", ", wanted)
                + ") ORDER BY LIST_POSITION(["
                + String.join(", ", wanted)
                + "], v) LIMIT "
                + MOST);
  }

  /** The column with these values beside its own. */
  static DataColumn with(DataColumn column, List<String> found) {
    List<String> values = new ArrayList<>(column.values());
    values.addAll(found);
    return column.with(values, column.nulls());
  }

  private static String name(DataTable table, DataColumn column) {
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
