package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Literal;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.Window;

/**
 * How a field is computed from columns of inputs, whichever rows they are of.
 *
 * <p>Two fields of one provenance have one type. That matters where equalities are strung together:
 * over different types {@code a = b} and {@code b = c} do not make {@code a = c}, as 2^53 as a
 * floating number equals several integers.
 */
final class Provenance {
  private Provenance() {}

  /** Whether an expression over one relation is the same computation as one over another. */
  static boolean same(Relation one, Expression first, Relation other, Expression second) {
    Expression origin = of(one, first);
    return Pattern.known(origin) && origin.equals(of(other, second));
  }

  private static Expression of(Relation relation, Expression expression) {
    return expression.substitute(column -> of(relation, column));
  }

  /** The field with literals in place of the inputs' columns, or with unknown parts. */
  private static Expression of(Relation relation, int field) {
    if (relation instanceof Scan scan) {
      return new Literal(scan.relation() + " column " + field);
    }
    if (relation instanceof Filter filter) {
      return of(filter.input(), field);
    }
    if (relation instanceof Matching matching) {
      return of(matching.input(), field);
    }
    if (relation instanceof Project project) {
      return of(project.input(), project.columns().get(field).expression());
    }
    if (relation instanceof Relation.Subquery subquery) {
      boolean below = field < Wanted.width(subquery.input());
      return below ? of(subquery.input(), field) : Pattern.UNKNOWN;
    }
    if (relation instanceof Join join) {
      int width = Wanted.width(join.left());
      return field < width ? of(join.left(), field) : of(join.right(), field - width);
    }
    if (relation instanceof Aggregate aggregate && field < aggregate.keys().size()) {
      return of(aggregate.input(), aggregate.keys().get(field).expression());
    }
    if (relation instanceof Window window && field < Wanted.width(window.input())) {
      return of(window.input(), field);
    }
    return Pattern.UNKNOWN;
  }
}
