package dev.accrete.runtime.verify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells in which columns a row of a table is not what it should be. */
final class DifferingColumns {
  private static final Pattern CELL =
      Pattern.compile("(?:^|, )([^=]+)=('(?:[^']|'')*'|NULL)", Pattern.DOTALL);

  private DifferingColumns() {}

  /**
   * The columns, in the table's order, of the first row that is there under its key with other
   * values; none where whole rows are missing or too many.
   *
   * @param key the columns that tell rows apart, in small letters
   */
  static List<String> of(Mismatch mismatch, List<String> key) {
    for (String missing : mismatch.missing()) {
      Map<String, String> wanted = cells(missing);
      Optional<Map<String, String>> there =
          mismatch.surplus().stream()
              .map(DifferingColumns::cells)
              .filter(row -> key.stream().allMatch(k -> same(k, row, wanted)))
              .findFirst();
      if (there.isPresent()) {
        return wanted.keySet().stream().filter(c -> !same(c, there.get(), wanted)).toList();
      }
    }
    return List.of();
  }

  private static boolean same(String column, Map<String, String> one, Map<String, String> other) {
    return one.getOrDefault(column, "").equals(other.getOrDefault(column, ""));
  }

  private static Map<String, String> cells(String row) {
    Map<String, String> cells = new LinkedHashMap<>();
    Matcher cell = CELL.matcher(row);
    while (cell.find()) {
      cells.put(cell.group(1).toLowerCase(Locale.ROOT), cell.group(2));
    }
    return cells;
  }
}
