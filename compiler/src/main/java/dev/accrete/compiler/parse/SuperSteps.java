package dev.accrete.compiler.parse;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/**
 * The steps of a path into a SUPER value, {@code c.items[0].price} (Redshift Database Developer
 * Guide, "Querying semistructured data").
 */
public final class SuperSteps {
  /** Of an element: no array has more. */
  private static final String NUMBER = "\\d{1,9}";

  private SuperSteps() {}

  /** Whether a node is a step from another: to an attribute by name, to an element by number. */
  public static boolean isOne(SqlNode node) {
    if (!(node instanceof SqlBasicCall call) || call.operandCount() != 2) {
      return false;
    }
    SqlNode step = call.operand(1);
    return call.getKind() == SqlKind.DOT
        ? step instanceof SqlIdentifier name && name.isSimple()
        : call.getKind() == SqlKind.ITEM
            && (step instanceof SqlCharStringLiteral
                || step instanceof SqlNumericLiteral number
                    && String.valueOf(number.toValue()).matches(NUMBER));
  }

  /** What the steps of a node begin with: the node itself where it is none. */
  public static SqlNode base(SqlNode node) {
    SqlNode base = node;
    while (isOne(base)) {
      base = ((SqlCall) base).operand(0);
    }
    return base;
  }

  /**
   * What a query puts out as it is: the items of its SELECT. Those of inner queries are compared by
   * others, and so are those of set operations, groupings and DISTINCT.
   */
  public static Set<SqlNode> putOut(SqlNode query) {
    Set<SqlNode> items = Collections.newSetFromMap(new IdentityHashMap<>());
    putOut(query, items);
    return items;
  }

  private static void putOut(SqlNode query, Set<SqlNode> items) {
    if (query instanceof SqlOrderBy order) {
      putOut(order.query, items);
    } else if (query instanceof SqlWith with) {
      putOut(with.body, items);
    } else if (query instanceof SqlSelect select
        && select.getGroup() == null
        && !select.isDistinct()) {
      for (SqlNode item : select.getSelectList()) {
        items.add(item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item);
      }
    }
  }
}
