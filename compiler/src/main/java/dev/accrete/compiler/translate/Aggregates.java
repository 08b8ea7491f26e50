package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.Functions;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Finds aggregates and window functions in an expression; those of its subqueries are theirs. */
final class Aggregates extends SqlBasicVisitor<Void> {
  private boolean aggregate;
  private boolean window;

  private Aggregates() {}

  private static Aggregates of(SqlNode node) {
    Aggregates found = new Aggregates();
    node.accept(found);
    return found;
  }

  static boolean isIn(SqlNode node) {
    return of(node).aggregate;
  }

  static boolean hasWindow(SqlNode node) {
    return of(node).window;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return null;
    }
    window |= call.getKind() == SqlKind.OVER;
    aggregate |= Functions.isAggregate(call.getOperator().getName());
    return super.visit(call);
  }
}
