package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.WindowColumn;
import dev.accrete.compiler.tree.Ties;
import java.util.List;

/** Tells whether a window's value is determined by its rows. */
final class TotalOrder {
  private TotalOrder() {}

  /**
   * Whether a window's value is determined: its function gives rows that tie one value, or its
   * PARTITION BY and ORDER BY list every column that is read of the input, so that rows that tie
   * are equal.
   */
  static boolean isTotal(Relation.Window window, WindowColumn column, Rule.Context context) {
    if (Ties.isTieFree(window, column)) {
      return true;
    }
    List<Expression> listed = HopThroughPartitions.listed(column);
    for (int i = 0; i < window.input().fields().size(); i++) {
      if (context.isRead(window, i) && !listed.contains(new Expression.Column(i))) {
        return false;
      }
    }
    return true;
  }
}
