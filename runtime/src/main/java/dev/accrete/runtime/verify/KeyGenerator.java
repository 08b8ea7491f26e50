package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.SelectWriter.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Chooses what rows are kept together by, so that models often have a key. */
final class KeyGenerator {
  private final Chance chance;
  private final ExpressionGenerator expressions;

  KeyGenerator(Chance chance, ExpressionGenerator expressions) {
    this.chance = chance;
    this.expressions = expressions;
  }

  /**
   * An expression that may serve as a key: often the first column, by which what is below keeps its
   * rows together; or one of the last table, which an outer join may make NULL, or of both.
   */
  String key(List<Column> columns, ValueKind kind) {
    List<Column> fitting = Column.of(columns, kind);
    if (fitting.isEmpty()) {
      return expressions.expression(columns, kind);
    }
    String first = fitting.get(0).text();
    String last = fitting.get(fitting.size() - 1).text();
    int form = chance.between(1, 100);
    if (form <= 50) {
      return first;
    }
    if (form <= 65) {
      return last;
    }
    return form <= 78
        ? "COALESCE(" + last + ", " + first + ")"
        : expressions.expression(columns, kind);
  }

  /** One or two columns; the first has a kind, where there is one. */
  List<Column> partition(List<Column> columns, ValueKind kind) {
    List<Column> fitting = Column.of(columns, kind);
    List<Column> partition =
        new ArrayList<>(List.of(chance.pick(fitting.isEmpty() ? columns : fitting)));
    Column second = chance.pick(columns);
    if (chance.percent(25) && !partition.contains(second)) {
      partition.add(second);
    }
    return partition;
  }

  static String texts(List<Column> columns) {
    return columns.stream().map(Column::text).collect(Collectors.joining(", "));
  }

  /** One expression for each kind; the first mostly is what rows are kept together by. */
  List<Item> items(List<ValueKind> kinds, List<Column> columns, List<Column> together) {
    List<Item> items = new ArrayList<>();
    for (ValueKind kind : kinds) {
      boolean key = items.isEmpty() && together.get(0).kind() == kind && chance.percent(70);
      items.add(
          Item.of(key ? together.get(0).text() : expressions.expression(columns, kind), kind));
    }
    return items;
  }

  /** All columns, or now and then a few, so that rows tie. */
  List<Column> order(List<Column> columns) {
    return chance.percent(88) ? chance.shuffled(columns) : chance.some(columns, 1);
  }
}
