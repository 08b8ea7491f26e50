package dev.accrete.compiler.tree;

import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.Locale;
import java.util.Set;

/** Tells whether the engine may choose among rows that tie in a window's ORDER BY. */
public final class Ties {
  /** Equal for rows that tie, whatever the frame. */
  private static final Set<String> TIE_FREE = Set.of("RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST");

  /** Equal for rows that tie unless the frame counts rows. */
  private static final Set<String> TIE_FREE_BY_RANGE = Set.of("COUNT", "MIN", "MAX", "BOOL_AND", "BOOL_OR");

  private Ties() {}

  /** Whether a window function gives one value to all rows that tie. */
  public static boolean isTieFree(WindowColumn column) {
    String function = column.function();
    if (TIE_FREE.contains(function)) {
      return true;
    }
    return TIE_FREE_BY_RANGE.contains(function) && !countsRows(column.call());
  }

  private static boolean countsRows(Expression expression) {
    if (!(expression instanceof Expression.Call call)) {
      return false;
    }
    boolean here =
        call.glue().stream().map(g -> " " + g.toLowerCase(Locale.ROOT)).anyMatch(g -> g.contains(" rows ") || g.contains(" groups "));
    return here || call.operands().stream().anyMatch(Ties::countsRows);
  }
}
