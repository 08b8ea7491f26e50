package dev.accrete.compiler.tree;

import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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

  private static final Set<String> ADDED_UP = Set.of("SUM", "AVG");

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

  /** The frame that is the whole partition, whatever the order. */
  private static final Pattern FRAME_OF_ALL =
      Pattern.compile(
          "(?i)\\b(rows|groups)\\s+between\\s+unbounded\\s+preceding\\s+and\\s+unbounded\\s+following\\b");

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
            || (function.equals("ARRAY_AGG") && isListInOrder(window, column))
            || (TIE_FREE_IF_EXACT.contains(function) && isExact(window, column));
    return byRange && !countsRows(column.call());
  }

  /** Whether all values of a partition are listed in their own order. */
  private static boolean isListInOrder(Relation.Window window, WindowColumn column) {
    Expression list = operands(column.call());
    if (!(list instanceof Expression.Call call) || call.operands().size() != 1) {
      return false;
    }
    Expression value = call.operands().get(0);
    boolean cast =
        value instanceof Expression.Call made
            && made.operator().equals("CAST")
            && made.operands().size() == 1;
    Expression listed = cast ? ((Expression.Call) value).operands().get(0) : value;
    return column.order().size() == 1
        && column.order().get(0).expression().equals(listed)
        && isExact(window, column)
        && hasFrameOfAll(column.call());
  }

  private static boolean hasFrameOfAll(Expression expression) {
    return expression instanceof Expression.Call call
        && (call.glue().stream().anyMatch(Ties::isFrameOfAll)
            || call.operands().stream().anyMatch(Ties::hasFrameOfAll));
  }

  private static boolean isFrameOfAll(String glue) {
    return FRAME_OF_ALL.matcher(glue).find();
  }

  /** Whether what is added up is exact: all that it is made of, or what a CASE or a cast gives. */
  private static boolean isExact(Relation.Window window, WindowColumn column) {
    Expression made = operands(column.call());
    return made.columns().stream().map(window.input().fields()::get).allMatch(Ties::isExact)
        || (ADDED_UP.contains(column.function())
            && made instanceof Expression.Call call
            && call.operands().size() == 1
            && StrictValues.isExact(window.input(), call.operands().get(0)));
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
            .map(g -> " " + FRAME_OF_ALL.matcher(g.toLowerCase(Locale.ROOT)).replaceAll(" "))
            .anyMatch(g -> g.contains(" rows ") || g.contains(" groups "));
    return here || call.operands().stream().anyMatch(Ties::countsRows);
  }
}
