package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.catalogue.Functions.Kind;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Whether an expression may give another value where it stands twice. */
final class Volatile extends SqlBasicVisitor<Void> {
  private boolean found;

  private Volatile() {}

  static boolean isIn(SqlNode node) {
    Volatile visitor = new Volatile();
    node.accept(visitor);
    return visitor.found;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.getOperator() instanceof SqlFunction function) {
      Kind kind =
          Functions.entry(function.getName()).map(entry -> entry.kind()).orElse(Kind.UNKNOWN);
      found |= kind == Kind.VOLATILE || kind == Kind.UNKNOWN;
    }
    return super.visit(call);
  }
}
