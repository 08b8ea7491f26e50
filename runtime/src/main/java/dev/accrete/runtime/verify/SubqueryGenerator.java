package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;

/** Makes conditions and values with subqueries in them: EXISTS, IN, ANY, ALL, scalar ones. */
final class SubqueryGenerator {
  private final Chance chance;
  private final ExpressionGenerator expressions;
  private final FromGenerator froms;
  private int aliases;

  SubqueryGenerator(Chance chance, ExpressionGenerator expressions, FromGenerator froms) {
    this.chance = chance;
    this.expressions = expressions;
    this.froms = froms;
  }

  /** A condition on rows: a subquery alone, or as a part of more. */
  String condition(List<Column> columns, int depth) {
    String one = test(columns, depth);
    return switch (chance.between(1, 10)) {
      case 1 -> "(" + one + " OR " + expressions.condition(columns) + ")";
      case 2 -> "NOT " + one;
      case 3 -> "(" + one + ") IS NULL";
      case 4 -> expressions.condition(columns) + " AND " + one;
      case 5 -> one + " AND " + test(columns, depth);
      default -> one;
    };
  }

  /** A number that a subquery makes. */
  String value(List<Column> columns, int depth) {
    return switch (chance.between(1, 4)) {
      case 1 -> "CASE WHEN " + test(columns, depth) + " THEN 1 ELSE 0 END";
      case 2 -> "CASE " + test(columns, depth) + " WHEN TRUE THEN 1 WHEN FALSE THEN 2 ELSE 3 END";
      default -> scalar(columns, depth);
    };
  }

  private String test(List<Column> columns, int depth) {
    return switch (chance.between(1, 10)) {
      case 1, 2, 3 -> chance.pick("", "NOT ") + exists(columns, depth);
      case 4, 5, 6 -> in(columns, depth);
      case 7, 8 -> quantified(columns, depth);
      default -> scalar(columns, depth) + chance.pick(" > 1", " = 1", " IS NULL", " <> 2");
    };
  }

  private String exists(List<Column> columns, int depth) {
    Query from = item(depth);
    String where = bound(columns, from, 90);
    if (depth > 0 && chance.percent(15)) {
      where += (where.isEmpty() ? " WHERE " : " AND ") + test(from.columns(), 0);
    }
    String rest =
        chance.percent(10)
            ? " GROUP BY " + chance.pick(from.columns()).text() + " HAVING COUNT(*) > 1"
            : "";
    String list = rest.isEmpty() ? chance.pick("1", "*") : "1";
    return "EXISTS (SELECT " + list + " FROM " + from.sql() + where + rest + ")";
  }

  private String in(List<Column> columns, int depth) {
    Query from = item(depth);
    Column own = chance.pick(columns);
    String value = expressions.expression(columns, own.kind());
    String other = expressions.expression(from.columns(), own.kind());
    String operator = chance.pick(" IN (SELECT ", " IN (SELECT ", " NOT IN (SELECT ");
    String where = bound(columns, from, 20);
    if (chance.percent(15)) {
      Column second = chance.pick(columns);
      return "("
          + value
          + ", "
          + second.text()
          + ")"
          + operator
          + other
          + ", "
          + expressions.expression(from.columns(), second.kind())
          + " FROM "
          + from.sql()
          + (where.isEmpty() ? "" : " WHERE " + expressions.condition(from.columns()))
          + ")"; // DuckDB has no correlated IN of several columns
    }
    String rest =
        chance.percent(20) ? " GROUP BY " + other + chance.pick("", " HAVING COUNT(*) > 1") : "";
    return value + operator + other + " FROM " + from.sql() + where + rest + ")";
  }

  /** NOT IN over a relation, its values mostly plain columns. */
  String notIn(List<Column> columns) {
    Query from = item(0);
    Column own = chance.pick(columns);
    return own.text()
        + " NOT IN (SELECT "
        + expressions.expression(from.columns(), own.kind())
        + " FROM "
        + from.sql()
        + bound(columns, from, 20)
        + ")";
  }

  private String quantified(List<Column> columns, int depth) {
    Query from = item(depth);
    Column own = chance.pick(columns);
    return own.text()
        + chance.pick(" = ", " <> ", " < ", " >= ")
        + chance.pick("ANY", "ALL")
        + " (SELECT "
        + expressions.expression(from.columns(), own.kind())
        + " FROM "
        + from.sql()
        + bound(columns, from, 30)
        + ")";
  }

  /** An aggregate that mostly is bound to the row outside. */
  String scalar(List<Column> columns, int depth) {
    Query from = item(depth);
    return "(SELECT "
        + expressions.aggregate(from.columns(), ValueKind.INTEGER)
        + " FROM "
        + from.sql()
        + bound(columns, from, 85)
        + ")";
  }

  private Query item(int depth) {
    return froms.item(depth, "q" + ++aliases);
  }

  /** A WHERE that mostly binds the subquery to the row outside. */
  private String bound(List<Column> outside, Query from, int share) {
    List<String> conjuncts = new ArrayList<>();
    if (chance.percent(share)) {
      conjuncts.add(froms.on(from.columns(), outside));
    }
    if (chance.percent(25)) {
      conjuncts.add(expressions.condition(from.columns()));
    }
    return conjuncts.isEmpty() ? "" : " WHERE " + String.join(" AND ", conjuncts);
  }
}
