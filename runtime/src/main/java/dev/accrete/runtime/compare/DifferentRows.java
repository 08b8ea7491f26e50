package dev.accrete.runtime.compare;

import dev.accrete.runtime.compare.AuditedTable.DifferentRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts beside each other what a table and its SELECT have under one key. */
final class DifferentRows {
  private DifferentRows() {}

  /**
   * The differences.
   *
   * @param read rows by key; before the columns stands 1 for a row of the SELECT alone, 2 for one
   *     of the table alone
   * @param columns the names of the columns
   * @param key the names of those that tell rows apart; with none, no two rows belong together
   */
  static List<DifferentRow> of(
      List<List<@Nullable String>> read, List<String> columns, List<String> key) {
    List<Integer> places = key.stream().map(columns::indexOf).toList();
    List<DifferentRow> rows = new ArrayList<>();
    int at = 0;
    while (at < read.size()) {
      int end = at + 1;
      while (end < read.size() && !key.isEmpty() && sameKey(read.get(at), read.get(end), places)) {
        end++;
      }
      rows.addAll(ofOneKey(read.subList(at, end), columns));
      at = end;
    }
    return rows;
  }

  private static boolean sameKey(
      List<@Nullable String> one, List<@Nullable String> other, List<Integer> places) {
    return places.stream().allMatch(i -> Objects.equals(one.get(i + 1), other.get(i + 1)));
  }

  private static List<DifferentRow> ofOneKey(
      List<List<@Nullable String>> read, List<String> columns) {
    List<List<@Nullable String>> select = side(read, "1");
    List<List<@Nullable String>> table = side(read, "2");
    List<DifferentRow> rows = new ArrayList<>();
    for (int i = 0; i < Math.max(select.size(), table.size()); i++) {
      List<@Nullable String> there = i < table.size() ? table.get(i) : null;
      List<@Nullable String> wanted = i < select.size() ? select.get(i) : null;
      rows.add(new DifferentRow(there, wanted, differing(there, wanted, columns)));
    }
    return rows;
  }

  private static List<List<@Nullable String>> side(
      List<List<@Nullable String>> read, String which) {
    return read.stream()
        .filter(row -> which.equals(row.get(0)))
        .<List<@Nullable String>>map(row -> row.subList(1, row.size()))
        .toList();
  }

  private static List<String> differing(
      @Nullable List<@Nullable String> one,
      @Nullable List<@Nullable String> other,
      List<String> columns) {
    if (one == null || other == null) {
      return List.of();
    }
    return IntStream.range(0, columns.size())
        .filter(i -> !Objects.equals(one.get(i), other.get(i)))
        .mapToObj(columns::get)
        .toList();
  }
}
