package dev.accrete.compiler.validate;

import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** Which parts of an expression have a window in them, each of which is looked at once. */
final class WindowsWithin {
  private final Map<SqlNode, Boolean> known = new IdentityHashMap<>();

  /** Whether a node is or has a window, but for those of a subquery. */
  boolean isIn(@Nullable SqlNode node) {
    if (node instanceof SqlNodeList list) {
      boolean found = false;
      for (SqlNode item : list) {
        found |= isIn(item);
      }
      return found;
    }
    if (!(node instanceof SqlCall call)) {
      return false;
    }
    Boolean before = known.get(node);
    if (before != null) {
      return before;
    }
    boolean found = call.getKind() == SqlKind.OVER;
    if (!call.isA(SqlKind.QUERY)) {
      for (SqlNode operand : call.getOperandList()) {
        found |= isIn(operand);
      }
    }
    known.put(node, found);
    return found;
  }
}
