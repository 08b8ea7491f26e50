package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;

/**
 * Finds choices that SQL leaves to the engine: another evaluation may choose otherwise, so what is
 * led through such a relation, or shared by several keys, could contradict what the table holds.
 */
final class OpenChoices {
  private OpenChoices() {}

  /** Whether the engine has a choice anywhere in a relation. */
  static boolean in(Relation relation, Rule.Context context) {
    boolean here = false;
    if (relation instanceof Relation.Window window) {
      here = window.columns().stream().anyMatch(c -> !TotalOrder.isTotal(window, c, context));
    } else if (relation instanceof Relation.Aggregate aggregate) {
      here = aggregate.aggregates().stream().map(Named::expression).anyMatch(OpenChoices::picks);
    } else if (relation instanceof Relation.Subquery subquery) {
      here = subquery.expressions().stream().anyMatch(OpenChoices::picks);
    }
    return here || relation.inputs().stream().anyMatch(i -> in(i, context));
  }

  /** Whether an aggregate in an expression picks among the rows of its group. */
  static boolean picks(Expression expression) {
    return expression instanceof Expression.Call call
        && (Functions.isOpenAggregate(call.operator())
            || call.operands().stream().anyMatch(OpenChoices::picks));
  }
}
