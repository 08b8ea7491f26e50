package dev.accrete.compiler.tree;

import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.Locale;
import java.util.Set;

/** Tells whether the engine may choose among rows that tie in a window's ORDER BY. */
public final class Ties {
  /** Equal for rows that tie, whatever the frame. */
  private static final Set<String> TIE_FREE =
      Set.of("RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST");

  /** Equal for rows that tie unless the frame counts rows. */
  private static final Set<String> TIE_FREE_BY_RANGE =
      Set.of("COUNT", "MIN", "MAX", "BOOL_AND", "BOOL_OR", "EVERY", "BIT_AND", "BIT_OR");

  /**
   * The same, over exact numbers: the last digits of a floating sum depend on the order of its
   * rows. What stands in the middle is one of equal values, which are the same.
   */
  private static final Set<String> TIE_FREE_IF_EXACT =
      Set.of(
          "SUM",
          "AVG",
          "RATIO_TO_REPORT",
          "MEDIAN",
          "PERCENTILE_CONT",
          "PERCENTILE_DISC",
          "QUANTILE_CONT",
          "QUANTILE_DISC");

  private static final Set<String> EXACT =
      Set.of(
          "smallint",
          "int2",
          "tinyint",
          "integer",
          "int",
          "int4",
          "bigint",
          "int8",
          "hugeint",
          "decimal",
          "numeric");

  private Ties() {}

  /** Whether a window function picks among rows that tie, whatever its frame and operands. */
  public static boolean arePicked(String function) {
    return !TIE_FREE.contains(function)
        && !TIE_FREE_BY_RANGE.contains(function)
        && !TIE_FREE_IF_EXACT.contains(function);
  }

  /** Whether a window function gives one value to all rows that tie. */
  public static boolean isTieFree(Relation.Window window, WindowColumn column) {
    String function = column.function();
    if (TIE_FREE.contains(function)) {
      return true;
    }
    boolean byRange =
        TIE_FREE_BY_RANGE.contains(function)
            || (TIE_FREE_IF_EXACT.contains(function) && isExact(window, column));
    return byRange && !countsRows(column.call());
  }

  private static boolean isExact(Relation.Window window, WindowColumn column) {
    return operands(column.call()).columns().stream()
        .map(window.input().fields()::get)
        .allMatch(Ties::isExact);
  }

  /** The function call inside OVER. */
  private static Expression operands(Expression over) {
    boolean wrapped =
        over instanceof Expression.Call call
            && call.operator().equals("OVER")
            && !call.operands().isEmpty();
    return wrapped ? ((Expression.Call) over).operands().get(0) : over;
  }

  private static boolean isExact(Field field) {
    String type = field.type() == null ? "" : field.type().toLowerCase(Locale.ROOT);
    int parenthesis = type.indexOf('(');
    return EXACT.contains(parenthesis < 0 ? type : type.substring(0, parenthesis).strip());
  }

  private static boolean countsRows(Expression expression) {
    if (!(expression instanceof Expression.Call call)) {
      return false;
    }
    boolean here =
        call.glue().stream()
            .map(g -> " " + g.toLowerCase(Locale.ROOT))
            .anyMatch(g -> g.contains(" rows ") || g.contains(" groups "));
    return here || call.operands().stream().anyMatch(Ties::countsRows);
  }
}
