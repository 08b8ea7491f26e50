package dev.accrete.compiler.derive;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands above a grouping: filters and projections.
 *
 * @param root the model
 * @param groups the grouping below them
 */
record AboveGroups(Relation root, Relation.Aggregate groups) {

  /**
   * Whether a condition above the grouping reads no aggregate: then a change of the groups that it
   * hides touches no key, and a recompute would leave their parts as they were.
   */
  boolean asksForKeysAlone() {
    return asksForKeysAlone(root);
  }

  private boolean asksForKeysAlone(Relation node) {
    if (node == groups) {
      return false;
    }
    boolean here =
        node instanceof Relation.Filter filter
            && filter.condition().conjuncts().stream()
                .map(c -> below(c, filter.input()))
                .anyMatch(c -> c.columns().stream().allMatch(i -> i < groups.keys().size()));
    return here || asksForKeysAlone(node.inputs().get(0));
  }

  /** An expression over a relation above the grouping, over the grouping itself. */
  private Expression below(Expression expression, Relation node) {
    if (node == groups) {
      return expression;
    }
    Expression substituted =
        node instanceof Relation.Project project
            ? expression.substitute(i -> project.columns().get(i).expression())
            : expression;
    return below(substituted, node.inputs().get(0));
  }

  /** The output column that a field of the grouping is, or -1. */
  int output(int field) {
    for (int output = 0; output < root.fields().size(); output++) {
      if (made(output).equals(new Expression.Column(field))) {
        return output;
      }
    }
    return -1;
  }

  /** The output columns that are made of some fields of the grouping, among others. */
  Set<Integer> outputsOf(Set<Integer> fields) {
    Set<Integer> outputs = new TreeSet<>();
    for (int output = 0; output < root.fields().size(); output++) {
      if (made(output).columns().stream().anyMatch(fields::contains)) {
        outputs.add(output);
      }
    }
    return outputs;
  }

  /** What an output column is, over the grouping. */
  private Expression made(int output) {
    return below(new Expression.Column(output), root);
  }
}
