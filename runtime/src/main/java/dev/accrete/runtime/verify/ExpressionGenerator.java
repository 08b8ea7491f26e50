package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;

/** Makes expressions and conditions over columns. */
final class ExpressionGenerator {
  private final Chance chance;

  ExpressionGenerator(Chance chance) {
    this.chance = chance;
  }

  /** An expression of a kind: mostly a plain column. */
  String expression(List<Column> columns, ValueKind kind) {
    List<Column> fitting = Column.of(columns, kind);
    if (fitting.isEmpty()) {
      return other(columns, kind);
    }
    String column = chance.pick(fitting).text();
    if (chance.percent(75)) {
      return column;
    }
    String second = chance.pick(fitting).text();
    return switch (kind) {
      case INTEGER -> integer(column, second);
      case TEXT -> text(column, second);
      case TIMESTAMP ->
          chance.pick(
              "COALESCE(" + column + ", " + second + ")", "DATE_TRUNC('hour', " + column + ")");
      default -> "COALESCE(" + column + ", " + second + ")";
    };
  }

  private String integer(String column, String second) {
    return chance.pick(
        column + " + 1",
        column + " * " + second,
        "COALESCE(" + column + ", 0)",
        "COALESCE(" + column + ", " + second + ")",
        "CASE WHEN " + column + " > 1 THEN 1 ELSE 0 END",
        "CASE WHEN " + column + " IS NULL THEN " + second + " ELSE " + column + " END",
        "MOD(" + column + ", 2)",
        "ABS(" + column + " - 2)",
        "NULLIF(" + column + ", 1)");
  }

  private String text(String column, String second) {
    return chance.pick(
        "UPPER(" + column + ")",
        "COALESCE(" + column + ", 'none')",
        "COALESCE(" + column + ", " + second + ")",
        column + " || '-' || " + second,
        "CASE WHEN " + column + " = 'a' THEN 'first' ELSE " + column + " END",
        "SUBSTRING(" + column + ", 1, 1)",
        "NULLIF(" + column + ", 'b')");
  }

  /** Where no column has the kind. */
  private String other(List<Column> columns, ValueKind kind) {
    Column column = chance.pick(columns);
    return switch (kind) {
      case INTEGER -> "CASE WHEN " + column.text() + " IS NULL THEN 1 ELSE 2 END";
      case TEXT -> "CAST(" + column.text() + " AS VARCHAR)";
      case DATE -> {
        List<Column> times = Column.of(columns, ValueKind.TIMESTAMP);
        yield times.isEmpty()
            ? "DATE '2026-01-01'"
            : "CAST(" + chance.pick(times).text() + " AS DATE)";
      }
      default -> kind.literals().get(0);
    };
  }

  /** A condition on rows. */
  String condition(List<Column> columns) {
    if (chance.percent(20)) {
      return chance.pick("(", "NOT (")
          + simple(columns)
          + chance.pick(" OR ", " AND ")
          + simple(columns)
          + ")";
    }
    return chance.percent(15) ? simple(columns) + " AND " + simple(columns) : simple(columns);
  }

  private String simple(List<Column> columns) {
    Column column = chance.pick(columns);
    String expression = chance.percent(70) ? column.text() : expression(columns, column.kind());
    String literal = chance.pick(column.kind().literals());
    String other = chance.pick(column.kind().literals());
    String second = expression(columns, column.kind());
    List<String> all = new ArrayList<>();
    // Most of them are true of most rows: what few rows pass shows little.
    all.add(expression + chance.pick(" = ", " <> ", " > ", " <= ") + literal);
    all.add(expression + chance.pick(" <> ", " >= ") + literal);
    all.add(expression + " <> " + literal);
    all.add("COALESCE(" + expression + ", " + other + ") <> " + literal);
    all.add(column.text() + " IS NOT NULL");
    all.add(expression + " IN (" + literal + ", " + other + ")");
    all.add(expression + chance.pick(" = ", " <> ", " < ") + second);
    all.add(column.text() + " IS NOT NULL");
    all.add(column.text() + " IS NULL");
    all.add(expression + " IS DISTINCT FROM " + literal);
    all.add("COALESCE(" + expression + ", " + literal + ") <> " + other);
    return chance.pick(all);
  }

  /** An aggregate call of a kind, or an expression of such. */
  String aggregate(List<Column> columns, ValueKind kind) {
    if (kind != ValueKind.INTEGER) {
      return chance.pick("MIN(", "MAX(") + expression(columns, kind) + ")";
    }
    String any = chance.pick(columns).text();
    String number = expression(columns, ValueKind.INTEGER);
    return chance.pick(
        "COUNT(*)",
        "COUNT(" + any + ")",
        "COUNT(DISTINCT " + any + ")",
        "SUM(" + number + ")",
        "MIN(" + number + ")",
        "MAX(" + number + ")",
        "COALESCE(SUM(" + number + "), 0)",
        "COUNT(*) + MAX(" + number + ")",
        "SUM(CASE WHEN " + condition(columns) + " THEN 1 ELSE 0 END)");
  }

  /** A window call whose value is determined: its order names every column. */
  String window(List<Column> columns, String partition, List<Column> order) {
    List<String> keys = new ArrayList<>();
    for (Column column : order) {
      keys.add(column.text() + chance.pick("", "", " DESC", " DESC NULLS LAST", " NULLS FIRST"));
    }
    String by = "PARTITION BY " + partition;
    String ordered = keys.isEmpty() ? by : by + " ORDER BY " + String.join(", ", keys);
    String one = chance.pick(columns).text();
    String number = expression(columns, ValueKind.INTEGER);
    return chance.pick(
        "ROW_NUMBER() OVER (" + ordered + ")",
        "ROW_NUMBER() OVER (" + ordered + ")",
        "RANK() OVER (" + by + " ORDER BY " + one + ")",
        "DENSE_RANK() OVER (" + by + " ORDER BY " + one + " DESC)",
        "COUNT(*) OVER (" + by + ")",
        "COUNT(" + one + ") OVER (" + by + ")",
        "SUM(" + number + ") OVER (" + by + ")",
        "MAX(" + number + ") OVER (" + by + " ORDER BY " + one + ")",
        "LAG(" + number + ") OVER (" + (keys.isEmpty() ? by + " ORDER BY " + one : ordered) + ")");
  }
}
