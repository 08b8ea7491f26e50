package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.Optional;

/**
 * The column of an input that a field shows unchanged, whichever of the input's rows it is of.
 *
 * @param input the name of the source or model
 * @param column counted from its first
 */
record ColumnOrigin(String input, int column) {
  /** Where an expression's value comes from, if it is such a field. */
  static Optional<ColumnOrigin> of(Relation relation, Expression expression) {
    return expression instanceof Expression.Column column
        ? of(relation, column.index())
        : Optional.empty();
  }

  private static Optional<ColumnOrigin> of(Relation relation, int field) {
    if (relation instanceof Relation.Scan scan) {
      return Optional.of(new ColumnOrigin(scan.relation(), field));
    }
    if (relation instanceof Relation.Filter filter) {
      return of(filter.input(), field);
    }
    if (relation instanceof Relation.Project project) {
      return of(project.input(), project.columns().get(field).expression());
    }
    if (relation instanceof Relation.Aggregate aggregate) {
      return field < aggregate.keys().size()
          ? of(aggregate.input(), aggregate.keys().get(field).expression())
          : Optional.empty();
    }
    if (relation instanceof Relation.Window window) {
      return field < window.input().fields().size() ? of(window.input(), field) : Optional.empty();
    }
    if (relation instanceof Relation.Join join) {
      int width = join.left().fields().size();
      return field < width ? of(join.left(), field) : of(join.right(), field - width);
    }
    return Optional.empty();
  }
}
