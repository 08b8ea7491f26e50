package dev.accrete.compiler.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Values that are compared with a set of keys, as columns of their own.
 *
 * <p>In a correlated EXISTS, DuckDB 2.0 makes a semi join of an equality with a column, and with an
 * expression something that takes ten times as long.
 */
public final class KeyValues {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\"]+");
  private static final Pattern NUMBER = Pattern.compile("[0-9.]+");

  private KeyValues() {}

  /** Whether all texts are plainly names of columns, so that they need none of their own. */
  public static boolean areColumns(List<String> values) {
    return values.stream().allMatch(v -> NAME.matcher(v).matches() && !NUMBER.matcher(v).matches());
  }

  /** The items of a SELECT that make columns of the values. */
  public static List<String> items(List<String> values) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      items.add(values.get(i) + " AS " + name(i));
    }
    return items;
  }

  /** These columns, of the table that has them. */
  public static List<String> columns(List<String> values, String alias) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      columns.add(alias + "." + name(i));
    }
    return columns;
  }

  private static String name(int number) {
    return "accrete_key_" + (number + 1);
  }
}
