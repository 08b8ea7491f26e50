package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * The subqueries inside the expressions of one level of a SELECT, its rows or its groups: each
 * becomes a field beside those of the level.
 */
final class Subqueries {
  private final SubqueryBuilder builder;
  private final int offset;
  private final Map<SqlNode, Integer> columns = new IdentityHashMap<>();
  private Relation relation;
  private boolean closed;

  /**
   * Subqueries beside the rows of a relation.
   *
   * @param offset the number of the relation's first field in expressions of the level
   */
  Subqueries(SubqueryBuilder builder, Relation relation, int offset) {
    this.builder = builder;
    this.relation = relation;
    this.offset = offset;
  }

  /** Whether a node is a subquery with what compares it, such as the whole of an IN. */
  static boolean isOne(SqlNode node) {
    if (node.isA(SqlKind.QUERY)) {
      return true;
    }
    return node instanceof SqlCall call
        && switch (call.getKind()) {
          case EXISTS -> true;
          case IN, NOT_IN, SOME, ALL ->
              call.operandCount() == 2 && call.operand(1).isA(SqlKind.QUERY);
          default -> false;
        };
  }

  /** The rows of the level with a field for each subquery that was met. */
  Relation relation() {
    return relation;
  }

  /** No more subqueries may be met, as the relation is in use. */
  void close() {
    closed = true;
  }

  /** The field that a subquery is. */
  Expression column(SqlNode node) {
    if (!knows(node)) {
      add(node, false);
    }
    return new Expression.Column(offset + Objects.requireNonNull(columns.get(node)));
  }

  boolean knows(SqlNode node) {
    return columns.containsKey(node);
  }

  /** Whether every subquery of a node was met at this level. */
  boolean knowsAllOf(SqlNode node) {
    boolean[] all = {true};
    each(node, n -> all[0] &= knows(n));
    return all[0];
  }

  /** Meets a subquery that is a conjunct of WHERE: only a row for which it is true matters. */
  void conjunct(SqlNode node) {
    add(node, true);
  }

  private void add(SqlNode node, boolean conjunct) {
    if (closed) {
      throw new NotUnderstood(OpaqueReason.SUBQUERY, "a subquery here", node);
    }
    relation = builder.build(relation, node, conjunct);
    columns.put(node, relation.fields().size() - 1);
  }

  /** Calls back for each outermost subquery in a node. */
  static void each(SqlNode node, Consumer<SqlNode> consumer) {
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (isOne(call)) {
              consumer.accept(call);
              return null;
            }
            return super.visit(call);
          }
        });
  }
}
