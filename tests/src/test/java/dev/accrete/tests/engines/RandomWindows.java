package dev.accrete.tests.engines;

import dev.accrete.tests.engines.QueryScope.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Window functions of a random query: those whose values do not depend on the order of ties, and
 * once a query one of those that do, in an order by all columns.
 */
final class RandomWindows {
  private final Dice dice;
  private final QueryScope scope;
  private final RandomValues values;
  private final List<Column> keys;
  private final boolean isGrouped;
  private final boolean hasSets;
  private boolean hasPosition;

  RandomWindows(
      Dice dice,
      QueryScope scope,
      RandomValues values,
      List<Column> keys,
      boolean isGrouped,
      boolean hasSets) {
    this.dice = dice;
    this.scope = scope;
    this.values = values;
    this.keys = keys;
    this.isGrouped = isGrouped;
    this.hasSets = hasSets;
  }

  /** Whether one depends on where its row stands. */
  boolean hasPosition() {
    return hasPosition;
  }

  /** A window function. */
  String window(String symbol, boolean ofRows) {
    List<String> partition = new ArrayList<>();
    Function<String, String> of =
        isGrouped ? s -> values.leaf(true).apply(s) : s -> values.value(s);
    if (dice.oneIn(2)) {
      partition.add(of.apply(dice.any(RandomQueries.KEYS)));
    }
    String by = partition.isEmpty() ? "" : "PARTITION BY " + partition.get(0) + " ";
    String order =
        "ORDER BY " + of.apply(dice.any(RandomQueries.KEYS)) + RandomQueries.direction(dice);
    // What is computed may differ in its last digits.
    boolean exact =
        scope.columns().stream()
            .allMatch(c -> !c.symbol().equals("F") || c.name().matches("(\\w+\\.)?f"));
    boolean position = !hasSets && exact && dice.oneIn(2);
    if (position && !ofRows) {
      hasPosition = true;
      List<String> rest =
          isGrouped
              ? keys.stream().map(Column::name).toList()
              : scope.columns().stream().map(Column::name).toList();
      String total = rest.isEmpty() ? order : order + ", " + String.join(", ", rest);
      String value = of.apply(symbol);
      String frame =
          " ROWS "
              + dice.either(
                  "UNBOUNDED PRECEDING",
                  "BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                  "BETWEEN 1 PRECEDING AND 1 FOLLOWING",
                  "BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
                  "BETWEEN 2 PRECEDING AND 1 PRECEDING",
                  "BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING",
                  "2 PRECEDING");
      String over = " OVER (" + by + total + ")";
      String framed = " OVER (" + by + total + frame + ")";
      List<String> all =
          new ArrayList<>(
              List.of(
                  "LAG(" + value + ")" + over,
                  "LEAD(" + value + ", 2)" + over,
                  "LAG(" + value + ", 1) IGNORE NULLS" + over,
                  "LEAD(" + value + ") RESPECT NULLS" + over,
                  "FIRST_VALUE(" + value + ")" + framed,
                  "LAST_VALUE(" + value + " IGNORE NULLS)" + framed,
                  "FIRST_VALUE(" + value + ") IGNORE NULLS" + framed,
                  "NTH_VALUE(" + value + ", 2)" + framed,
                  "NTH_VALUE(" + value + ", 2) IGNORE NULLS" + framed,
                  "MAX(" + value + ")" + framed));
      if (symbol.equals("I")) {
        all.addAll(
            List.of(
                "ROW_NUMBER()" + over,
                "NTILE(2)" + over,
                "SUM(" + value + ")" + framed,
                "COUNT(" + value + ")" + framed,
                "AVG(" + value + ")" + framed));
      }
      return dice.any(all);
    }
    String value = of.apply(symbol);
    String whole = " OVER (" + by.strip() + ")";
    return switch (symbol) {
      case "I" ->
          dice.either(
              "RANK() OVER (" + by + order + ")",
              "DENSE_RANK() OVER (" + by + order + ")",
              "COUNT(*)" + whole,
              "COUNT(" + value + ")" + whole,
              "SUM(" + value + ")" + whole,
              "MAX(" + value + ")" + whole,
              "AVG(" + value + ")" + whole);
      case "F" ->
          dice.either(
              "PERCENT_RANK() OVER (" + by + order + ")",
              "CUME_DIST() OVER (" + by + order + ")",
              "RATIO_TO_REPORT(" + of.apply("I") + ")" + whole,
              "MEDIAN(" + of.apply(dice.either("I", "N")) + ")" + whole + "::FLOAT",
              "PERCENTILE_CONT(0.4) WITHIN GROUP (ORDER BY "
                  + of.apply("N")
                  + dice.either("", " DESC")
                  + ")"
                  + whole
                  + "::FLOAT",
              "AVG(" + value + ")" + whole);
      case "S" ->
          dice.either(
              "MAX(" + value + ")" + whole,
              "LISTAGG(" + value + ", ',') WITHIN GROUP (ORDER BY " + value + ")" + whole);
      default -> dice.either("MAX(", "MIN(") + value + ")" + whole;
    };
  }
}
