package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** The window functions of one SELECT: each call becomes a column above the grouped rows. */
final class Windows {
  private final WindowsWithin within = new WindowsWithin();
  private final QueryBuilder queries;
  private final Grouping grouping;
  private final Relation input;
  private final int width;
  private final List<Relation.WindowColumn> columns = new ArrayList<>();
  private @Nullable SqlCall first;

  Windows(QueryBuilder queries, Grouping grouping, Relation input) {
    this.queries = queries;
    this.grouping = grouping;
    this.input = input;
    this.width = input.fields().size();
  }

  /** An output column over the windowed rows. */
  Expression expression(SelectItem item) {
    return item.column() >= 0
        ? grouping.column(item.column(), item.node())
        : expression(item.node());
  }

  /** An expression over the windowed rows. */
  Expression expression(SqlNode node) {
    return new ExpressionBuilder(queries.view(), this::special).build(node);
  }

  Relation relation() {
    return first == null
        ? input
        : new Relation.Window(input, columns, queries.view().origin(first));
  }

  private Optional<Expression> special(SqlNode node) {
    if (node instanceof SqlCall call && call.getKind() == SqlKind.OVER) {
      return Optional.of(new Expression.Column(width + window(call)));
    }
    if (node instanceof SqlIdentifier name && grouping.aliasOf(name).isPresent()) {
      SelectItem item = grouping.aliasOf(name).get();
      return Optional.of(grouping.within(item, () -> expression(item)));
    }
    return within.isIn(node) ? Optional.empty() : grouping.special(node);
  }

  private int window(SqlCall over) {
    if (!(over.operand(1) instanceof SqlWindow specification)) {
      throw new NotUnderstood(OpaqueReason.OTHER, "a named window", over);
    }
    if (specification.getRefName() != null) {
      throw new NotUnderstood(OpaqueReason.OTHER, "a named window", over);
    }
    if (hasColumns(specification.getLowerBound()) || hasColumns(specification.getUpperBound())) {
      throw new NotUnderstood(OpaqueReason.OTHER, "a window frame that depends on columns", over);
    }
    first = first == null ? over : first;
    SqlCall function = over.operand(0);
    ExpressionBuilder rows =
        new ExpressionBuilder(
            queries.view(), n -> n == function ? inner(function) : grouping.special(n));
    Expression call = rows.call(over);
    List<Expression> partition = new ArrayList<>();
    specification.getPartitionList().forEach(n -> partition.add(rows.build(n)));
    List<Relation.SortKey> order = new ArrayList<>();
    specification.getOrderList().forEach(n -> order.add(sortKey(rows, n)));
    String name = "window" + (columns.size() + 1);
    Relation.WindowColumn column =
        new Relation.WindowColumn(name, Calls.function(function), call, partition, order);
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).call().equals(call)) {
        return i;
      }
    }
    columns.add(column);
    return columns.size() - 1;
  }

  /**
   * The function of a window: COUNT and the like are no aggregates of the grouping here, their
   * operands may be.
   */
  private Optional<Expression> inner(SqlCall function) {
    ExpressionBuilder operands =
        new ExpressionBuilder(
            queries.view(),
            n ->
                n != function && n instanceof SqlCall c && isWrapped(function, c)
                    ? inner(c)
                    : grouping.special(n));
    return Optional.of(operands.call(function));
  }

  /** Whether a call is the function itself inside FILTER or IGNORE NULLS. */
  private static boolean isWrapped(SqlCall outer, SqlCall inner) {
    boolean plain = outer.getOperator() instanceof org.apache.calcite.sql.SqlFunction;
    return !plain && outer.operandCount() > 0 && outer.operand(0) == inner;
  }

  private static Relation.SortKey sortKey(ExpressionBuilder rows, SqlNode node) {
    SqlNode expression = node;
    boolean descending = false;
    while (expression instanceof SqlCall call
        && (call.getKind() == SqlKind.DESCENDING
            || call.getKind() == SqlKind.NULLS_FIRST
            || call.getKind() == SqlKind.NULLS_LAST)) {
      descending |= call.getKind() == SqlKind.DESCENDING;
      expression = call.operand(0);
    }
    return new Relation.SortKey(rows.build(expression), descending);
  }

  private static boolean hasColumns(@Nullable SqlNode bound) {
    boolean[] found = {false};
    if (bound != null) {
      bound.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier name) {
              found[0] = true;
              return null;
            }
          });
    }
    return found[0];
  }

  static boolean hasWindow(SqlNode node) {
    return new WindowsWithin().isIn(node);
  }
}
