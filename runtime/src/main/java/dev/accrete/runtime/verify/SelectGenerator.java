package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.SelectWriter.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes SELECTs, each with the clauses of one shape: plain, grouped, distinct, with windows,
 * deduplicated, or set operations.
 */
final class SelectGenerator {
  private static final List<ValueKind> KINDS =
      List.of(
          ValueKind.INTEGER,
          ValueKind.INTEGER,
          ValueKind.INTEGER,
          ValueKind.TEXT,
          ValueKind.TEXT,
          ValueKind.TIMESTAMP,
          ValueKind.DATE);

  private final Chance chance;
  private final ExpressionGenerator expressions;
  private final FromGenerator froms;
  private final KeyGenerator keys;
  private final WindowGenerator windows;
  private final SubqueryGenerator subqueries;
  private final SelectWriter writer;

  SelectGenerator(Chance chance, List<Query> relations) {
    this.chance = chance;
    this.expressions = new ExpressionGenerator(chance);
    this.froms = new FromGenerator(chance, expressions, this, relations);
    this.keys = new KeyGenerator(chance, expressions);
    this.subqueries = new SubqueryGenerator(chance, expressions, froms);
    this.windows = new WindowGenerator(chance, expressions, froms, subqueries);
    this.writer = new SelectWriter(chance);
  }

  /** A whole model: a SELECT, perhaps over CTEs. */
  Query model() {
    int commonTables = chance.percent(12) ? chance.between(1, 2) : 0;
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= commonTables; i++) {
      Query query = select(1);
      String name = "step" + i;
      texts.add(name + " AS (\n  " + query.sql().replace("\n", "\n  ") + "\n)");
      froms.add(new Query(name, Column.under(name, query.columns())));
    }
    Query body = select(chance.pick(0, 0, 0, 0, 0, 1, 1, 2));
    String with = texts.isEmpty() ? "" : "WITH " + String.join(", ", texts) + "\n";
    return new Query(with + body.sql(), body.columns());
  }

  /** A model around one of the operators that are rare otherwise. */
  Query rare() {
    List<ValueKind> kinds =
        List.of(
            chance.pick(ValueKind.INTEGER, ValueKind.TEXT),
            ValueKind.INTEGER,
            chance.pick(KINDS),
            chance.pick(KINDS));
    return switch (chance.between(1, 4)) {
      case 1 -> sets(0, kinds);
      case 2 -> over(froms.joined("FULL"), kinds, "");
      case 3 -> {
        Query from = froms.item(0, "t1");
        yield over(from, kinds, "\nWHERE " + subqueries.notIn(from.columns()));
      }
      default -> {
        Query from = froms.item(0, "t1");
        Item value = Item.of(subqueries.scalar(from.columns(), 0), ValueKind.INTEGER);
        yield writer.write(
            "SELECT",
            List.of(Item.of(keys.key(from.columns(), kinds.get(0)), kinds.get(0)), value),
            from,
            "",
            "");
      }
    };
  }

  private Query over(Query from, List<ValueKind> kinds, String where) {
    List<Item> items = new ArrayList<>();
    for (ValueKind kind : kinds) {
      items.add(
          Item.of(
              items.isEmpty()
                  ? keys.key(from.columns(), kind)
                  : expressions.expression(from.columns(), kind),
              kind));
    }
    return writer.write("SELECT", items, from, where, "");
  }

  /** A SELECT of any shape. */
  Query select(int depth) {
    List<ValueKind> kinds = new ArrayList<>();
    kinds.add(chance.pick(ValueKind.INTEGER, ValueKind.INTEGER, ValueKind.TEXT));
    for (int i = chance.between(1, 3); i > 0; i--) {
      kinds.add(chance.pick(KINDS));
    }
    return select(depth, kinds);
  }

  /** A SELECT with a GROUP BY, for joins to blocks. */
  Query grouped(int depth) {
    return grouped(
        depth,
        List.of(
            chance.pick(ValueKind.INTEGER, ValueKind.TEXT), chance.pick(KINDS), ValueKind.INTEGER));
  }

  private Query select(int depth, List<ValueKind> kinds) {
    int shape = chance.between(1, 100);
    if (shape <= 22) {
      return plain(depth, kinds, false);
    }
    if (shape <= 26) {
      return sets(depth, kinds);
    }
    if (shape <= 53) {
      return grouped(depth, kinds);
    }
    if (shape <= 59) {
      return plain(depth, kinds, true);
    }
    if (shape <= 66) {
      return windows.windowed(depth, kinds);
    }
    if (shape <= 76) {
      return windows.deduplicated(depth, kinds);
    }
    if (shape <= 84) {
      return windows.qualified(depth, kinds);
    }
    return setOperation(Math.max(1, depth), kinds);
  }

  /** A SELECT of aggregates without GROUP BY. */
  String total() {
    Query from = froms.from(0);
    List<String> items = new ArrayList<>();
    for (int i = chance.between(1, 3); i > 0; i--) {
      items.add(expressions.aggregate(from.columns(), chance.pick(KINDS)) + " AS a" + i);
    }
    String having =
        chance.percent(25)
            ? "\nHAVING "
                + expressions.aggregate(from.columns(), ValueKind.INTEGER)
                + chance.pick(" > 1", " < 3", " IS NULL", " IS NOT NULL")
            : "";
    return "SELECT "
        + String.join(", ", items)
        + "\nFROM "
        + from.sql()
        + where(from, 0, 30)
        + having;
  }

  private Query plain(int depth, List<ValueKind> kinds, boolean distinct) {
    Query from = froms.from(depth);
    List<Item> items = new ArrayList<>();
    for (ValueKind kind : kinds) {
      String text =
          items.isEmpty()
              ? keys.key(from.columns(), kind)
              : kind == ValueKind.INTEGER && !distinct && chance.percent(8)
                  ? subqueries.value(from.columns(), depth)
                  : expressions.expression(from.columns(), kind);
      items.add(Item.of(text, kind));
    }
    return writer.write(
        distinct ? "SELECT DISTINCT" : "SELECT", items, from, where(from, depth, 30), "");
  }

  private Query grouped(int depth, List<ValueKind> kinds) {
    Query from = froms.from(depth);
    int most = Math.min(kinds.size(), chance.pick(1, 1, 2));
    List<Integer> places =
        chance.percent(75) ? indexes(kinds).subList(0, most) : chance.some(indexes(kinds), most);
    List<Item> items = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    boolean named = chance.percent(25);
    for (int i = 0; i < kinds.size(); i++) {
      boolean key = places.contains(i);
      String text =
          key
              ? keys.key(from.columns(), kinds.get(i))
              : expressions.aggregate(from.columns(), kinds.get(i));
      items.add(Item.of(text, kinds.get(i)));
      if (key) {
        groups.add(named ? text : String.valueOf(i + 1));
      }
    }
    if (named && chance.percent(20)) {
      groups.add(chance.pick(from.columns()).text());
    }
    String having = chance.percent(20) ? "\nHAVING " + having(from, items, places) : "";
    return writer.write(
        "SELECT",
        items,
        from,
        where(from, depth, 25),
        "\nGROUP BY " + String.join(", ", groups) + having);
  }

  /** A GROUP BY with grouping sets, mostly with one expression in every set. */
  private Query sets(int depth, List<ValueKind> kinds) {
    Query from = froms.from(depth);
    String key = keys.key(from.columns(), kinds.get(0));
    List<Column> others = Column.of(from.columns(), kinds.get(1));
    String one = chance.pick(others.isEmpty() ? from.columns() : others).text();
    String two = chance.pick(from.columns()).text();
    List<Item> items = new ArrayList<>();
    items.add(Item.of(key, kinds.get(0)));
    items.add(
        others.isEmpty()
            ? Item.of(expressions.aggregate(from.columns(), kinds.get(1)), kinds.get(1))
            : Item.of(one, kinds.get(1)));
    for (ValueKind kind : kinds.subList(2, kinds.size())) {
      boolean grouping = kind == ValueKind.INTEGER && chance.percent(30);
      String text =
          grouping ? "GROUPING(" + one + ")" : expressions.aggregate(from.columns(), kind);
      items.add(Item.of(text, kind));
    }
    String pair = "(" + one + ", " + two + ")";
    String by =
        chance.pick(
            key + ", ROLLUP " + pair,
            key + ", CUBE " + pair,
            "ROLLUP (" + key + ", " + one + ")",
            key + ", GROUPING SETS (" + pair + ", (" + one + "), ())",
            "GROUPING SETS ((" + key + ", " + one + "), (" + key + "))",
            "CUBE (" + key + ", " + one + ")",
            "GROUPING SETS ((" + key + "), (" + one + "))");
    return writer.write("SELECT", items, from, where(from, depth, 25), "\nGROUP BY " + by);
  }

  private String having(Query from, List<Item> items, List<Integer> places) {
    if (chance.percent(25)) {
      Item key = items.get(places.get(0));
      return key.text() + chance.pick(" IS NOT NULL", " <> " + key.kind().literals().get(0));
    }
    return expressions.aggregate(from.columns(), ValueKind.INTEGER)
        + chance.pick(" > 1", " >= 1", " >= 1", " <> 2", " < 3", " = 2");
  }

  private Query setOperation(int depth, List<ValueKind> kinds) {
    String operator =
        chance.pick(
            "UNION ALL",
            "UNION ALL",
            "UNION",
            "INTERSECT",
            "INTERSECT ALL",
            "EXCEPT",
            "EXCEPT ALL");
    Query first = select(depth - 1, kinds);
    List<ValueKind> same = first.columns().stream().map(Column::kind).toList();
    Query second = kept(select(depth - 1, same), same);
    String text = first.sql() + "\n" + operator + "\n" + second.sql();
    if (operator.startsWith("UNION") && chance.percent(20)) {
      text += "\n" + operator + "\n" + kept(select(depth - 1, same), same).sql();
    }
    return new Query(text, first.columns());
  }

  /** A window may have taken another kind's place: then a projection puts the kinds right. */
  private Query kept(Query query, List<ValueKind> kinds) {
    List<Column> columns = Column.under("b", query.columns());
    if (query.columns().stream().map(Column::kind).toList().equals(kinds)
        && !query.sql().contains("\nUNION")
        && !query.sql().contains("\nINTERSECT")
        && !query.sql().contains("\nEXCEPT")) {
      return query;
    }
    List<Item> items =
        kinds.stream().map(k -> Item.of(expressions.expression(columns, k), k)).toList();
    return writer.write(
        "SELECT",
        items,
        new Query("(\n  " + query.sql().replace("\n", "\n  ") + "\n) AS b", columns),
        "",
        "");
  }

  private String where(Query from, int depth, int share) {
    if (chance.percent(15)) {
      return "\nWHERE " + subqueries.condition(from.columns(), depth);
    }
    return chance.percent(share) ? "\nWHERE " + expressions.condition(from.columns()) : "";
  }

  private static List<Integer> indexes(List<ValueKind> kinds) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      all.add(i);
    }
    return all;
  }
}
