package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * {@code GROUP BY ALL}: by every column of the SELECT in which no aggregate stands (Redshift's page
 * of GROUP BY).
 */
final class AllColumns extends SqlBasicVisitor<Void> {
  private boolean bare;

  private AllColumns() {}

  /** Whether a GROUP BY is that of all. */
  static boolean isIt(SqlNodeList group) {
    return group.stream()
        .anyMatch(g -> g instanceof SqlCall c && c.getOperator() == RedshiftOperators.GROUP_BY_ALL);
  }

  /** The columns that are grouped by. */
  static List<Named> keys(SelectNames names, List<SelectItem> items) {
    List<Named> keys = new ArrayList<>();
    for (SelectItem item : items) {
      if (item.column() >= 0 || !names.hasAggregate(item.node())) {
        keys.add(new Named(item.name(), names.rowExpression(item)));
      } else if (isBesideAggregates(item.node())) {
        // Engines differ in whether they group by what stands beside an aggregate.
        throw new NotUnderstood(
            OpaqueReason.OTHER,
            "GROUP BY ALL beside a column and an aggregate in one",
            item.node());
      }
    }
    return keys;
  }

  private static boolean isBesideAggregates(SqlNode node) {
    AllColumns found = new AllColumns();
    node.accept(found);
    return found.bare;
  }

  @Override
  public Void visit(SqlCall call) {
    return Calls.isAggregate(call) ? null : super.visit(call);
  }

  @Override
  public Void visit(SqlIdentifier name) {
    bare = true;
    return null;
  }
}
