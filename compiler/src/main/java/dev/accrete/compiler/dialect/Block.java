package dev.accrete.compiler.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A SELECT in the making.
 *
 * @param columns the text of each field, by its number; fields that nobody reads have none
 * @param from what stands in FROM
 * @param where the conditions
 */
record Block(Map<Integer, String> columns, String from, List<String> where) {
  /** A column of a table or derived table, qualified. */
  static final Pattern COLUMN =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*|\"[^\"]*\")\\.([A-Za-z_][A-Za-z0-9_]*|\"[^\"]*\")");

  /**
   * A SELECT as a derived table by an alias, so that its conditions and expressions stay inside.
   */
  static Block derived(Map<Integer, String> columns, String select, String alias) {
    return new Block(
        columns, "(\n  " + RelationSql.indent(select, "  ") + "\n) AS " + alias, List.of());
  }

  /** A SELECT of fields by number, under names. */
  String select(boolean distinct, List<String> names) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      items.add(named(columns.getOrDefault(i, "NULL"), names.get(i)));
    }
    return (distinct ? "SELECT DISTINCT " : "SELECT ")
        + (items.isEmpty() ? "1" : String.join(", ", items))
        + rows();
  }

  /** A SELECT of these items. */
  String select(List<String> items) {
    return "SELECT " + (items.isEmpty() ? "1 AS present" : String.join(", ", items)) + rows();
  }

  private String rows() {
    return "\nFROM " + from + conditions(where);
  }

  static String named(String column, String name) {
    boolean same =
        column.equals(name) || (COLUMN.matcher(column).matches() && column.endsWith("." + name));
    return same ? column : column + " AS " + name;
  }

  /** A WHERE on a line of its own, or nothing. */
  static String conditions(List<String> where) {
    return where.isEmpty()
        ? ""
        : "\nWHERE "
            + where.stream()
                .map(c -> RelationSql.indent(c, "  "))
                .collect(Collectors.joining("\n  AND "));
  }
}
