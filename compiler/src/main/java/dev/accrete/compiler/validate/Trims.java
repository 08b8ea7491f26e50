package dev.accrete.compiler.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code TRIM(a, 'x')} as BTRIM, for the type checker: of Calcite's TRIM, which takes its
 * parts by words, no call with two operands can be copied.
 */
final class Trims extends SqlShuttle {
  private Trims() {}

  /** The query, or another one that differs in such calls alone. */
  static SqlNode asFunctions(SqlNode query) {
    SqlNode written = query.accept(new Trims());
    return written == null ? query : written;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (!call.getOperator().getName().equalsIgnoreCase("TRIM") || call.operandCount() != 2) {
      return super.visit(call);
    }
    SqlParserPos place = call.getParserPosition();
    SqlUnresolvedFunction function =
        new SqlUnresolvedFunction(
            new SqlIdentifier("BTRIM", place),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION);
    return function.createCall(
        place, call.getOperandList().stream().map(o -> o == null ? null : o.accept(this)).toList());
  }
}
