package dev.accrete.compiler.validate;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Redshift's ST_Collect of one value, which is an aggregate, while that of two is none (Database
 * Developer Guide, ST_Collect). Columns are called by the name that is written.
 */
final class CollectedRows extends SqlUnresolvedFunction {
  /** What the catalogue calls it. */
  static final String NAME = "ST_COLLECT OF ROWS";

  private static final String WRITTEN = "ST_COLLECT";

  private CollectedRows(SqlIdentifier name) {
    super(name, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  /** Tells each such call of a query that Redshift reads. */
  static void tell(SqlNode query) {
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlBasicCall basic
                && call.getOperator() instanceof SqlUnresolvedFunction function
                && function.getNameAsId().isSimple()
                && function.getName().equalsIgnoreCase(WRITTEN)
                && call.operandCount() == 1) {
              basic.setOperator(new CollectedRows(function.getNameAsId()));
            }
            return super.visit(call);
          }
        });
  }
}
