package dev.accrete.compiler.analyze;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Walks every expression of a tree. */
final class Expressions {
  private Expressions() {}

  /** The expressions that an operator itself computes. */
  static List<Expression> of(Relation node) {
    List<Expression> found = new ArrayList<>();
    if (node instanceof Relation.Values values) {
      values.rows().forEach(found::addAll);
    } else if (node instanceof Relation.Filter filter) {
      found.add(filter.condition());
    } else if (node instanceof Relation.Project project) {
      project.columns().stream().map(Named::expression).forEach(found::add);
    } else if (node instanceof Relation.Join join) {
      found.add(join.condition());
    } else if (node instanceof Relation.Aggregate aggregate) {
      aggregate.keys().stream().map(Named::expression).forEach(found::add);
      aggregate.aggregates().stream().map(Named::expression).forEach(found::add);
    } else if (node instanceof Relation.Window window) {
      window.columns().stream().map(Relation.WindowColumn::call).forEach(found::add);
    } else if (node instanceof Relation.Subquery subquery) {
      found.addAll(subquery.expressions());
    }
    return found;
  }

  /** Calls back for every call in a tree, with the operator that holds it. */
  static void calls(Relation node, BiConsumer<Relation, Expression.Call> consumer) {
    of(node).forEach(e -> calls(node, e, consumer));
    node.inputs().forEach(i -> calls(i, consumer));
  }

  private static void calls(
      Relation node, Expression expression, BiConsumer<Relation, Expression.Call> consumer) {
    if (expression instanceof Expression.Call call) {
      consumer.accept(node, call);
      call.operands().forEach(o -> calls(node, o, consumer));
    }
  }
}
