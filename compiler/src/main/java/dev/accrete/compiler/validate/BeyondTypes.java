package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Relation;
import dev.accrete.redshift.RedshiftOperators;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Whether a query has a form that the type checker reads wrongly or not at all: then its failures
 * are doubts.
 */
final class BeyondTypes extends SqlBasicVisitor<Void> {
  private boolean found;

  private BeyondTypes() {}

  /**
   * Whether it has one.
   *
   * @param root what our tree made of the query
   */
  static boolean isIn(SqlNode query, Relation root) {
    if (isInSuper(root)) {
      return true;
    }
    BeyondTypes forms = new BeyondTypes();
    query.accept(forms);
    return forms.found;
  }

  /** Whether our tree gave up at a path into a SUPER value, or an array of one. */
  static boolean isInSuper(Relation root) {
    return root instanceof Relation.Opaque opaque && NotUnderstood.isInSuper(opaque.detail());
  }

  @Override
  public Void visit(SqlCall call) {
    found |=
        RedshiftOperators.isClause(call.getOperator())
            || call.getKind() == SqlKind.DOT
            || call instanceof SqlStarExclude
            || (call instanceof SqlJoin join && join.isNatural())
            || (call instanceof SqlSelect select
                && select.getFrom() == null
                && select.getWhere() != null);
    return found ? null : super.visit(call);
  }

  /** A path into a SUPER value, in FROM or elsewhere; stars are none. */
  @Override
  public Void visit(SqlIdentifier name) {
    found |= name.names.size() > 2 && !name.isStar();
    return null;
  }

  /** An interval that names its units in its text, or has none. */
  @Override
  public Void visit(SqlLiteral literal) {
    found |=
        literal instanceof SqlIntervalLiteral
            && literal
                .getValueAs(SqlIntervalLiteral.IntervalValue.class)
                .getIntervalLiteral()
                .matches(".*[A-Za-z:].*");
    return null;
  }
}
