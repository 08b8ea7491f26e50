package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.SelectWriter.Item;
import java.util.ArrayList;
import java.util.List;

/** Makes SELECTs with windows: as values, to deduplicate by, below another grouping, in QUALIFY. */
final class WindowGenerator {
  private final Chance chance;
  private final ExpressionGenerator expressions;
  private final KeyGenerator keys;
  private final FromGenerator froms;
  private final SubqueryGenerator subqueries;
  private final SelectWriter writer;

  WindowGenerator(
      Chance chance,
      ExpressionGenerator expressions,
      FromGenerator froms,
      SubqueryGenerator subqueries) {
    this.chance = chance;
    this.expressions = expressions;
    this.keys = new KeyGenerator(chance, expressions);
    this.froms = froms;
    this.subqueries = subqueries;
    this.writer = new SelectWriter(chance);
  }

  Query windowed(int depth, List<ValueKind> kinds) {
    Query from = froms.from(depth);
    List<Column> partition = keys.partition(from.columns(), kinds.get(0));
    List<Item> items = new ArrayList<>(keys.items(kinds, from.columns(), partition));
    String window =
        expressions.window(
            from.columns(), KeyGenerator.texts(partition), keys.order(from.columns()));
    items.set(chance.between(1, kinds.size() - 1), Item.of(window, ValueKind.INTEGER));
    return writer.write("SELECT", items, from, where(from, depth, 20), "");
  }

  Query deduplicated(int depth, List<ValueKind> kinds) {
    Query from = froms.from(depth);
    List<Item> inner = new ArrayList<>();
    from.columns().forEach(c -> inner.add(new Item(c.text(), "c" + (inner.size() + 1), c.kind())));
    List<Column> partition = keys.partition(from.columns(), kinds.get(0));
    String window =
        expressions.window(
            from.columns(), KeyGenerator.texts(partition), keys.order(from.columns()));
    inner.add(new Item(window, "rn", ValueKind.INTEGER));
    Query below = writer.write("SELECT", inner, from, where(from, depth, 25), "");
    List<Column> columns = Column.under("d", below.columns());
    String filter = "\nWHERE d.rn" + chance.pick(" = 1", " = 1", " <= 2", " > 1");
    String more = chance.percent(30) ? " AND " + expressions.condition(columns) : "";
    Query over = new Query("(\n  " + below.sql().replace("\n", "\n  ") + "\n) AS d", columns);
    if (chance.percent(40)) {
      return hop(over, kinds, filter + more);
    }
    List<Column> kept =
        partition.stream().map(p -> columns.get(from.columns().indexOf(p))).toList();
    return writer.write("SELECT", keys.items(kinds, columns, kept), over, filter + more, "");
  }

  /** Groups what was deduplicated by another column. */
  private Query hop(Query over, List<ValueKind> kinds, String where) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      String text =
          i == 0
              ? keys.key(over.columns(), kinds.get(i))
              : expressions.aggregate(over.columns(), kinds.get(i));
      items.add(Item.of(text, kinds.get(i)));
    }
    return writer.write("SELECT", items, over, where, "\nGROUP BY 1");
  }

  Query qualified(int depth, List<ValueKind> kinds) {
    Query from = froms.from(depth);
    List<Column> partition = keys.partition(from.columns(), kinds.get(0));
    List<Item> items = keys.items(kinds, from.columns(), partition);
    String window =
        expressions.window(
            from.columns(), KeyGenerator.texts(partition), keys.order(from.columns()));
    return writer.write(
        "SELECT",
        items,
        from,
        where(from, depth, 20),
        "\nQUALIFY " + window + chance.pick(" = 1", " <= 2"));
  }

  private String where(Query from, int depth, int share) {
    if (chance.percent(10)) {
      return "\nWHERE " + subqueries.condition(from.columns(), depth);
    }
    return chance.percent(share) ? "\nWHERE " + expressions.condition(from.columns()) : "";
  }
}
