package dev.accrete.compiler.validate;

import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Names output columns as Redshift and PostgreSQL do where the author gave none. */
final class ColumnNames {
  private ColumnNames() {}

  static String of(SqlNode node) {
    if (node instanceof SqlIdentifier identifier) {
      return identifier.names.get(identifier.names.size() - 1);
    }
    if (node instanceof SqlCall call) {
      if (call.getKind() == SqlKind.CAST
          || call.getKind() == SqlKind.OVER
          || call.getKind() == SqlKind.FILTER
          || call.getKind() == SqlKind.WITHIN_GROUP) {
        String inner = of(call.operand(0));
        boolean named = !inner.equals("?column?") || call.getKind() != SqlKind.CAST;
        return named
            ? inner
            : call.operand(1).toString().toLowerCase(Locale.ROOT).replaceAll("\\(.*", "");
      }
      if (call.getKind() == SqlKind.CASE) {
        return "case";
      }
      String name = ExpressionBuilder.operator(call).toLowerCase(Locale.ROOT);
      boolean function =
          name.matches("[a-z_][a-z0-9_]*")
              && call.getOperator() instanceof org.apache.calcite.sql.SqlFunction;
      return function ? name : "?column?";
    }
    return "?column?";
  }
}
