package dev.accrete.compiler.validate;

import dev.accrete.redshift.RedshiftOperators;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes calls by the names under which the type checker finds them: {@code TRIM(a, 'x')} as BTRIM,
 * as of Calcite's TRIM, which takes its parts by words, no call with two operands can be copied;
 * and ST_Collect over rows, of whose name there is another function. A (+) is left out.
 */
final class LookedUpCalls extends SqlShuttle {
  private LookedUpCalls() {}

  /** The query, or another one that differs in such calls alone. */
  static SqlNode written(SqlNode query) {
    SqlNode other = query.accept(new LookedUpCalls());
    return other == null ? query : other;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getOperator() == RedshiftOperators.OUTER_SIDE) {
      return call.operand(0).accept(this);
    }
    boolean collects = call.getOperator() instanceof CollectedRows;
    boolean trims =
        call.getOperator().getName().equalsIgnoreCase("TRIM") && call.operandCount() == 2;
    if (!collects && !trims) {
      return super.visit(call);
    }
    SqlParserPos place = call.getParserPosition();
    SqlUnresolvedFunction function =
        new SqlUnresolvedFunction(
            new SqlIdentifier(collects ? CollectedRows.NAME : "BTRIM", place),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION);
    return function.createCall(
        place, call.getOperandList().stream().map(o -> o == null ? null : o.accept(this)).toList());
  }
}
