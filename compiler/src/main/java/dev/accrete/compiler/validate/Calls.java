package dev.accrete.compiler.validate;

import dev.accrete.compiler.catalogue.Functions;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Tells aggregate calls from others, before anything is validated. */
final class Calls {
  private Calls() {}

  /** An aggregate function, with or without FILTER, WITHIN GROUP or the like around it. */
  static boolean isAggregate(SqlCall call) {
    SqlKind kind = call.getKind();
    boolean wrapper =
        kind == SqlKind.FILTER || kind == SqlKind.WITHIN_GROUP || kind == SqlKind.WITHIN_DISTINCT
            || kind == SqlKind.RESPECT_NULLS || kind == SqlKind.IGNORE_NULLS;
    if (wrapper) {
      SqlNode inner = call.operand(0);
      return inner instanceof SqlCall innerCall && isAggregate(innerCall);
    }
    return call.getOperator() instanceof org.apache.calcite.sql.SqlFunction
        && Functions.isAggregate(ExpressionBuilder.operator(call));
  }

  /** The name of the function inside wrappers. */
  static String function(SqlCall call) {
    SqlNode inner = call.operandCount() > 0 ? call.operand(0) : null;
    boolean plain = call.getOperator() instanceof org.apache.calcite.sql.SqlFunction;
    return !plain && inner instanceof SqlCall innerCall ? function(innerCall) : ExpressionBuilder.operator(call);
  }
}
