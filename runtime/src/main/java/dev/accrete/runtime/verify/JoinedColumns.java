package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.DataTable.DataColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The columns of different sources that models join with each other. Values that are made up alone
 * meet in one such column by chance, in two seldom, and never in the stamp of a load; so many rows
 * take those of a row that is there.
 */
final class JoinedColumns {
  /** How often in a hundred a row takes what it joins from one that is there. */
  private static final int MEETING = 65;

  /** By a source and another one: the other's columns by the numbers of its own. */
  private final Map<String, Map<String, Map<Integer, Integer>>> pairs = new TreeMap<>();

  /**
   * A column of a source.
   *
   * @param table the source
   * @param number of the column
   */
  record Place(DataTable table, int number) {
    private DataColumn column() {
      return table.columns().get(number);
    }

    private boolean isStamp() {
      return table.loadedAt() == number;
    }
  }

  /** Notes that two columns are joined. Those of one source meet by themselves. */
  void add(Place one, Place other) {
    if (!one.table().name().equals(other.table().name())) {
      note(one, other);
      note(other, one);
    }
  }

  private void note(Place own, Place other) {
    boolean isFree = !own.isStamp() && own.column().parent().isEmpty();
    if (isFree && isTaken(own.column(), other.column())) {
      pairs
          .computeIfAbsent(own.table().name(), n -> new TreeMap<>())
          .computeIfAbsent(other.table().name(), n -> new TreeMap<>())
          .putIfAbsent(own.number(), other.number());
    }
  }

  /** Whether a column takes the other's values. */
  private static boolean isTaken(DataColumn own, DataColumn other) {
    return own.kind() == other.kind()
        && (own.type().equalsIgnoreCase(other.type())
            || own.kind() == ValueKind.TEXT && AimedValues.size(own) >= AimedValues.size(other));
  }

  /** Sources in their order, those before the others whose stamps these take. */
  List<DataTable> stampsFirst(List<DataTable> given) {
    return given.stream().sorted(Comparator.comparing(table -> !isStamped(table))).toList();
  }

  private boolean isStamped(DataTable table) {
    return pairs.values().stream()
        .flatMap(others -> others.entrySet().stream())
        .anyMatch(
            other ->
                other.getKey().equals(table.name())
                    && other.getValue().containsValue(table.loadedAt()));
  }

  /**
   * Lets a row meet one that is there, or leaves it as it is.
   *
   * @param row of the source, to be changed
   * @param present the rows of each source
   */
  void meet(
      Chance chance, DataTable table, List<String> row, Map<String, List<List<String>>> present) {
    Map<String, Map<Integer, Integer>> joined = pairs.getOrDefault(table.name(), Map.of());
    List<String> others =
        joined.keySet().stream()
            .filter(other -> !present.getOrDefault(other, List.of()).isEmpty())
            .toList();
    if (others.isEmpty() || !chance.percent(MEETING)) {
      return;
    }
    String other = chance.pick(others);
    List<String> there = chance.pick(Objects.requireNonNull(present.get(other)));
    Objects.requireNonNull(joined.get(other))
        .forEach(
            (own, theirs) -> {
              if (table.columns().get(own).nullable() || !there.get(theirs).equals("NULL")) {
                row.set(own, there.get(theirs));
              }
            });
  }

  /**
   * The columns that names in texts stand for.
   *
   * @param names pairs of names that are compared
   * @param places the columns of a name
   */
  void add(Set<List<String>> names, Function<String, List<Place>> places) {
    Map<String, List<Place>> known = new HashMap<>();
    for (List<String> pair : names) {
      List<List<Place>> sides = new ArrayList<>();
      pair.forEach(name -> sides.add(known.computeIfAbsent(name, places)));
      sides.get(0).forEach(one -> sides.get(1).forEach(other -> add(one, other)));
    }
  }
}
