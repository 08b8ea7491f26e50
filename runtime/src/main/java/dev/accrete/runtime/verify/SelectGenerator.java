package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

  SelectGenerator(Chance chance, List<Query> relations) {
    this.chance = chance;
    this.expressions = new ExpressionGenerator(chance);
    this.froms = new FromGenerator(chance, expressions, this, relations);
  }

  /** A whole model: a SELECT, perhaps over CTEs. */
  Query model() {
    int commonTables = chance.percent(20) ? chance.between(1, 2) : 0;
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= commonTables; i++) {
      Query query = select(1);
      String name = "step" + i;
      texts.add(name + " AS (\n  " + query.sql().replace("\n", "\n  ") + "\n)");
      froms.add(new Query(name, Column.under(name, query.columns())));
    }
    Query body = select(chance.pick(0, 0, 1, 1, 1, 2));
    String with = texts.isEmpty() ? "" : "WITH " + String.join(", ", texts) + "\n";
    return new Query(with + body.sql(), body.columns());
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
    if (shape <= 57) {
      return grouped(depth, kinds);
    }
    if (shape <= 64) {
      return plain(depth, kinds, true);
    }
    if (shape <= 72) {
      return windowed(depth, kinds);
    }
    if (shape <= 84) {
      return deduplicated(depth, kinds);
    }
    if (shape <= 92) {
      return qualified(depth, kinds);
    }
    return depth > 0 ? setOperation(depth, kinds) : plain(depth, kinds, false);
  }

  private Query plain(int depth, List<ValueKind> kinds, boolean distinct) {
    Query from = froms.from(depth);
    List<Item> items = new ArrayList<>();
    for (ValueKind kind : kinds) {
      String text =
          items.isEmpty()
              ? key(from.columns(), kind)
              : expressions.expression(from.columns(), kind);
      items.add(item(text, kind));
    }
    return finished(distinct ? "SELECT DISTINCT" : "SELECT", items, from, where(from, 30), "");
  }

  private Query grouped(int depth, List<ValueKind> kinds) {
    Query from = froms.from(depth);
    int keys = Math.min(kinds.size(), chance.pick(1, 1, 2));
    List<Integer> places =
        chance.percent(75) ? indexes(kinds).subList(0, keys) : chance.some(indexes(kinds), keys);
    List<Item> items = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    boolean named = chance.percent(25);
    for (int i = 0; i < kinds.size(); i++) {
      boolean key = places.contains(i);
      String text =
          key
              ? key(from.columns(), kinds.get(i))
              : expressions.aggregate(from.columns(), kinds.get(i));
      items.add(item(text, kinds.get(i)));
      if (key) {
        groups.add(named ? text : String.valueOf(i + 1));
      }
    }
    if (named && chance.percent(20)) {
      groups.add(chance.pick(from.columns()).text());
    }
    String having = chance.percent(20) ? "\nHAVING " + having(from, items, places) : "";
    return finished(
        "SELECT", items, from, where(from, 25), "\nGROUP BY " + String.join(", ", groups) + having);
  }

  private String having(Query from, List<Item> items, List<Integer> keys) {
    if (chance.percent(25)) {
      Item key = items.get(keys.get(0));
      return key.text() + chance.pick(" IS NOT NULL", " <> " + key.kind().literals().get(0));
    }
    return expressions.aggregate(from.columns(), ValueKind.INTEGER)
        + chance.pick(" > 1", " >= 1", " < 3", " = 2");
  }

  private Query windowed(int depth, List<ValueKind> kinds) {
    Query from = froms.from(depth);
    List<Column> partition = partition(from.columns(), kinds.get(0));
    List<Item> items = new ArrayList<>(items(kinds, from.columns(), partition));
    String window = expressions.window(from.columns(), texts(partition), order(from.columns()));
    items.set(chance.between(1, kinds.size() - 1), item(window, ValueKind.INTEGER));
    return finished("SELECT", items, from, where(from, 20), "");
  }

  private Query deduplicated(int depth, List<ValueKind> kinds) {
    Query from = froms.from(depth);
    List<Item> inner = new ArrayList<>();
    from.columns().forEach(c -> inner.add(new Item(c.text(), "c" + (inner.size() + 1), c.kind())));
    List<Column> partition = partition(from.columns(), kinds.get(0));
    String window = expressions.window(from.columns(), texts(partition), order(from.columns()));
    inner.add(new Item(window, "rn", ValueKind.INTEGER));
    Query below = finished("SELECT", inner, from, where(from, 25), "");
    List<Column> columns = Column.under("d", below.columns());
    String filter = "\nWHERE d.rn" + chance.pick(" = 1", " = 1", " <= 2", " > 1");
    String more = chance.percent(30) ? " AND " + expressions.condition(columns) : "";
    Query over = new Query("(\n  " + below.sql().replace("\n", "\n  ") + "\n) AS d", columns);
    if (chance.percent(40)) {
      return hop(over, kinds, filter + more);
    }
    List<Column> kept =
        partition.stream().map(p -> columns.get(from.columns().indexOf(p))).toList();
    return finished("SELECT", items(kinds, columns, kept), over, filter + more, "");
  }

  /** Groups what was deduplicated by another column. */
  private Query hop(Query over, List<ValueKind> kinds, String where) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      String text =
          i == 0
              ? key(over.columns(), kinds.get(i))
              : expressions.aggregate(over.columns(), kinds.get(i));
      items.add(item(text, kinds.get(i)));
    }
    return finished("SELECT", items, over, where, "\nGROUP BY 1");
  }

  private Query qualified(int depth, List<ValueKind> kinds) {
    Query from = froms.from(depth);
    List<Column> partition = partition(from.columns(), kinds.get(0));
    List<Item> items = items(kinds, from.columns(), partition);
    String window = expressions.window(from.columns(), texts(partition), order(from.columns()));
    return finished(
        "SELECT",
        items,
        from,
        where(from, 20),
        "\nQUALIFY " + window + chance.pick(" = 1", " <= 2"));
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
        kinds.stream().map(k -> item(expressions.expression(columns, k), k)).toList();
    return finished(
        "SELECT",
        items,
        new Query("(\n  " + query.sql().replace("\n", "\n  ") + "\n) AS b", columns),
        "",
        "");
  }

  /** One or two columns; the first has a kind, where there is one. */
  private List<Column> partition(List<Column> columns, ValueKind kind) {
    List<Column> fitting = Column.of(columns, kind);
    List<Column> partition =
        new ArrayList<>(List.of(chance.pick(fitting.isEmpty() ? columns : fitting)));
    Column second = chance.pick(columns);
    if (chance.percent(25) && !partition.contains(second)) {
      partition.add(second);
    }
    return partition;
  }

  /**
   * An expression that may serve as a key: often the first column, by which what is below keeps its
   * rows together.
   */
  private String key(List<Column> columns, ValueKind kind) {
    Column first = columns.get(0);
    return first.kind() == kind && chance.percent(60)
        ? first.text()
        : expressions.expression(columns, kind);
  }

  private static String texts(List<Column> columns) {
    return columns.stream().map(Column::text).collect(Collectors.joining(", "));
  }

  /** One expression for each kind; the first mostly is what rows are kept together by. */
  private List<Item> items(List<ValueKind> kinds, List<Column> columns, List<Column> together) {
    List<Item> items = new ArrayList<>();
    for (ValueKind kind : kinds) {
      boolean key = items.isEmpty() && together.get(0).kind() == kind && chance.percent(70);
      items.add(item(key ? together.get(0).text() : expressions.expression(columns, kind), kind));
    }
    return items;
  }

  /** All columns, or now and then a few, so that rows tie. */
  private List<Column> order(List<Column> columns) {
    return chance.percent(88) ? chance.shuffled(columns) : chance.some(columns, 1);
  }

  private String where(Query from, int share) {
    return chance.percent(share) ? "\nWHERE " + expressions.condition(from.columns()) : "";
  }

  private static List<Integer> indexes(List<ValueKind> kinds) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      all.add(i);
    }
    return all;
  }

  /** A select item before it has a name. */
  private record Item(String text, String name, ValueKind kind) {}

  private Item item(String text, ValueKind kind) {
    return new Item(text, "", kind);
  }

  /**
   * Names the items: now and then as a column of the input is named, or as the expression itself
   * is.
   */
  private Query finished(String select, List<Item> items, Query from, String where, String rest) {
    List<String> texts = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (Item item : items) {
      String name = item.name().isEmpty() ? name(item, columns) : item.name();
      columns.add(new Column(name, name, item.kind()));
      boolean same = isPlain(item) && item.text().endsWith("." + name);
      texts.add(same && chance.percent(50) ? item.text() : item.text() + " AS " + name);
    }
    String list = String.join(",\n  ", texts);
    return new Query(select + "\n  " + list + "\nFROM " + from.sql() + where + rest, columns);
  }

  private String name(Item item, List<Column> taken) {
    String last = item.text().substring(item.text().lastIndexOf('.') + 1);
    boolean free = taken.stream().noneMatch(c -> c.name().equals(last));
    return isPlain(item) && free && !last.startsWith("v") && chance.percent(60)
        ? last
        : "v" + (taken.size() + 1);
  }

  private static boolean isPlain(Item item) {
    return item.text().matches("[a-z0-9]+\\.[a-z0-9_]+");
  }
}
