package dev.accrete.compiler.validate;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.source.Origin;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Litmus;

/**
 * Where each function and operator is called first in a query; read from the syntax tree, so that
 * nothing is missed in a query that our tree has no form for.
 *
 * <p>Two that choose among rows that tie count as called: {@code LIMIT} or OFFSET, unless the ORDER
 * BY lists every column; and a window's frame that counts {@code ROWS}.
 */
final class FirstCalls extends SqlBasicVisitor<Void> {
  private final TextView view;
  private final Map<String, Origin> found = new LinkedHashMap<>();

  private FirstCalls(TextView view) {
    this.view = view;
  }

  /** Each function and operator, by its name in upper case, to the place of its first call. */
  static Map<String, Origin> of(SqlNode query, TextView view) {
    FirstCalls calls = new FirstCalls(view);
    query.accept(calls);
    return calls.found;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlOrderBy order) {
      if ((order.fetch != null || order.offset != null) && !isTieFree(order)) {
        met("LIMIT", order);
      }
    } else if (call instanceof SqlSelect select && select.getFetch() != null) {
      // TOP in a branch of a set operation
      met("LIMIT", select.getFetch());
    } else if (call instanceof SqlWindow window) {
      if (window.isRows() && window.getOrderList().size() > 0) {
        met("ROWS", window);
      }
    } else if (isExpression(call)) {
      met(ExpressionBuilder.operator(call), call);
    }
    return super.visit(call);
  }

  @Override
  public Void visit(SqlIdentifier name) {
    if (NameResolver.isNiladic(name)) {
      met(name.getSimple().toUpperCase(Locale.ROOT), name);
    }
    return null;
  }

  /** Whether a call is not mere syntax, as AS and JOIN are. */
  private static boolean isExpression(SqlCall call) {
    return call.getOperator() instanceof SqlFunction
        || Functions.isKnown(ExpressionBuilder.operator(call));
  }

  private void met(String name, SqlNode node) {
    if (!TextView.isNowhere(node.getParserPosition())) {
      found.computeIfAbsent(name, n -> view.origin(node));
    }
  }

  /** Whether rows that tie are equal: the ORDER BY lists every column of the SELECT. */
  private static boolean isTieFree(SqlOrderBy order) {
    return order.query instanceof SqlSelect select
        && IntStream.range(0, select.getSelectList().size())
            .allMatch(i -> order.orderList.stream().anyMatch(o -> is(o, select, i)));
  }

  private static boolean is(SqlNode key, SqlSelect select, int number) {
    SqlNode item = select.getSelectList().get(number);
    if (item instanceof SqlIdentifier name && name.isStar()) {
      return false;
    }
    SqlNode plain = key;
    while (plain instanceof SqlBasicCall call
        && (call.getKind() == SqlKind.DESCENDING
            || call.getKind() == SqlKind.NULLS_FIRST
            || call.getKind() == SqlKind.NULLS_LAST)) {
      plain = call.operand(0);
    }
    if (plain instanceof SqlLiteral ordinal) {
      return ordinal.toValue() != null && ordinal.toValue().equals(String.valueOf(number + 1));
    }
    boolean isNamed = item.getKind() == SqlKind.AS;
    SqlNode named = isNamed ? ((SqlCall) item).operand(1) : item;
    return plain.equalsDeep(named, Litmus.IGNORE);
  }
}
