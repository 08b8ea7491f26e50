package dev.accrete.compiler.validate;

import dev.accrete.compiler.catalogue.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Tells aggregate calls from others, before anything is validated. */
final class Calls {
  private Calls() {}

  /** An aggregate function, with or without FILTER, WITHIN GROUP or the like around it. */
  static boolean isAggregate(SqlCall call) {
    SqlKind kind = call.getKind();
    boolean wrapper =
        kind == SqlKind.FILTER
            || kind == SqlKind.WITHIN_GROUP
            || kind == SqlKind.WITHIN_DISTINCT
            || kind == SqlKind.RESPECT_NULLS
            || kind == SqlKind.IGNORE_NULLS;
    if (wrapper) {
      SqlNode inner = call.operand(0);
      return inner instanceof SqlCall innerCall && isAggregate(innerCall);
    }
    return call.getOperator() instanceof SqlFunction
        && Functions.isAggregate(ExpressionBuilder.operator(call));
  }

  /** The name of the function inside wrappers. */
  static String function(SqlCall call) {
    SqlNode inner = call.operandCount() > 0 ? call.operand(0) : null;
    boolean plain = call.getOperator() instanceof SqlFunction;
    return !plain && inner instanceof SqlCall innerCall
        ? function(innerCall)
        : ExpressionBuilder.operator(call);
  }

  /**
   * What a window call computes over, its own function aside: the function's operands, what FILTER
   * and the like around it ask, and the window. An aggregate in these is one of the grouping below,
   * as in {@code SUM(COUNT(*)) OVER (…)}.
   */
  static List<SqlNode> windowParts(SqlCall over) {
    List<SqlNode> parts = new ArrayList<>();
    SqlNode function = over.operand(0);
    while (function instanceof SqlCall wrapper && !(wrapper.getOperator() instanceof SqlFunction)) {
      parts.addAll(wrapper.getOperandList().subList(1, wrapper.operandCount()));
      function = wrapper.operand(0);
    }
    if (function instanceof SqlCall call) {
      parts.addAll(call.getOperandList());
    }
    parts.add(over.operand(1));
    return parts.stream().filter(Objects::nonNull).toList();
  }
}
