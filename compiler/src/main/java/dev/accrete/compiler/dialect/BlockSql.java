package dev.accrete.compiler.dialect;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Prints groupings, windows and set operations as SELECTs whose columns are named as the relation's
 * fields.
 */
final class BlockSql {
  private final Dialect dialect;
  private final BiFunction<Relation, Set<Integer>, Block> below;
  private final BiFunction<Expression, Map<Integer, String>, String> print;

  BlockSql(
      Dialect dialect,
      BiFunction<Relation, Set<Integer>, Block> below,
      BiFunction<Expression, Map<Integer, String>, String> print) {
    this.dialect = dialect;
    this.below = below;
    this.print = print;
  }

  String print(Relation relation) {
    if (relation instanceof Relation.Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (relation instanceof Relation.Window window) {
      return window(window);
    }
    if (relation instanceof Relation.SetOperation operation) {
      return setOperation(operation);
    }
    throw new IllegalArgumentException("no SQL for " + relation.getClass().getSimpleName());
  }

  private String aggregate(Relation.Aggregate aggregate) {
    List<Named> made = new ArrayList<>(aggregate.keys());
    made.addAll(aggregate.aggregates());
    Block rows =
        below.apply(
            aggregate.input(),
            RelationSql.with(Set.of(), made.stream().map(Named::expression).toList()));
    List<String> items = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      items.add(
          print.apply(made.get(i).expression(), rows.columns()) + " AS " + name(aggregate, i));
    }
    List<Expression> by =
        aggregate.sets().isEmpty()
            ? aggregate.keys().stream().map(Named::expression).toList()
            : aggregate.sets();
    String groups =
        by.stream().map(k -> print.apply(k, rows.columns())).collect(Collectors.joining(", "));
    return select(items, rows) + (groups.isEmpty() ? "" : "\nGROUP BY " + groups);
  }

  private String window(Relation.Window window) {
    List<Field> fields = window.input().fields();
    List<Expression> calls = window.columns().stream().map(Relation.WindowColumn::call).toList();
    Set<Integer> needed = new TreeSet<>(RelationSql.all(window.input()));
    Block rows = below.apply(window.input(), RelationSql.with(needed, calls));
    List<String> items = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      items.add(rows.columns().get(i) + " AS " + name(window, i));
    }
    for (int i = 0; i < calls.size(); i++) {
      items.add(
          print.apply(calls.get(i), rows.columns()) + " AS " + name(window, fields.size() + i));
    }
    return select(items, rows);
  }

  private String setOperation(Relation.SetOperation operation) {
    String between = "\n" + operation.kind() + (operation.all() ? " ALL" : "") + "\n";
    List<String> branches = new ArrayList<>();
    for (Relation input : operation.inputs()) {
      Block rows = below.apply(input, RelationSql.all(input));
      List<String> items = new ArrayList<>();
      for (int i = 0; i < input.fields().size(); i++) {
        items.add(rows.columns().get(i) + " AS " + name(operation, i));
      }
      branches.add("(" + select(items, rows) + ")");
    }
    return String.join(between, branches);
  }

  private String name(Relation relation, int field) {
    return dialect.quote(RelationSql.uniqueNames(relation.fields()).get(field));
  }

  private static String select(List<String> items, Block rows) {
    String where = rows.where().isEmpty() ? "" : "\nWHERE " + String.join("\n  AND ", rows.where());
    return "SELECT " + String.join(", ", items) + "\nFROM " + rows.from() + where;
  }
}
