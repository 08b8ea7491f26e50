package dev.accrete.tests.engines;

import dev.accrete.tests.engines.QueryScope.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Values of a random query: expressions over its columns, or over groups of its rows. */
final class RandomValues {
  private final Dice dice;
  private final RandomExpressions expressions;
  private final QueryScope scope;
  private final List<Column> keys;

  /**
   * Those of a query.
   *
   * @param keys what it groups by
   */
  RandomValues(Dice dice, RandomExpressions expressions, QueryScope scope, List<Column> keys) {
    this.dice = dice;
    this.expressions = expressions;
    this.scope = scope;
    this.keys = keys;
  }

  String constant(String symbol) {
    return expressions.one(symbol + "_constant", dice.random());
  }

  /** One that is no plain constant, which engines take no type of, or no sort key. */
  String typed(String symbol) {
    String constant = constant(symbol);
    return switch (symbol) {
      case "S" -> constant + "::VARCHAR(10)";
      case "I" -> constant + "::INTEGER";
      case "N" -> constant + "::DECIMAL(5,2)";
      default -> constant;
    };
  }

  String expression(String symbol, boolean ofGroups) {
    int deep = dice.below(4) == 0 ? 2 : dice.below(2);
    return expressions.made(symbol, deep, dice.random(), leaf(ofGroups));
  }

  Function<String, String> leaf(boolean ofGroups) {
    return symbol -> {
      if (!ofGroups) {
        return dice.oneIn(6) ? constant(symbol) : scope.value(symbol).orElse(constant(symbol));
      }
      List<Column> own =
          new ArrayList<>(keys.stream().filter(k -> k.symbol().equals(symbol)).toList());
      own.addAll(scope.others().stream().filter(k -> k.symbol().equals(symbol)).toList());
      if (!own.isEmpty() && dice.oneIn(2)) {
        return "(" + dice.any(own).name() + ")";
      }
      return dice.oneIn(8) ? typed(symbol) : aggregate(symbol);
    };
  }

  String value(String symbol) {
    return scope.columns().stream()
        .filter(c -> c.symbol().equals(symbol))
        .map(Column::name)
        .findFirst()
        .orElse(typed(symbol));
  }

  private String aggregate(String symbol) {
    return switch (symbol) {
      case "I" ->
          dice.either(
              "COUNT(*)",
              "COUNT(" + value(dice.any(RandomQueries.KEYS)) + ")",
              "SUM(" + value("I") + ")",
              "COUNT(DISTINCT " + value("S") + ")",
              "APPROXIMATE COUNT(DISTINCT " + value("I") + ")",
              "MAX(" + value("I") + ")",
              "AVG(" + value("I") + ")",
              "MIN(" + value("I") + ")");
      case "N" ->
          dice.either(
              "SUM(" + value("N") + ")",
              "MAX(" + value("N") + ")",
              "AVG(" + value("N") + ")::DECIMAL(18,9)",
              "SUM(DISTINCT " + value("N") + ")");
      case "F" ->
          dice.either(
              "AVG(" + value("F") + ")",
              "MEDIAN(" + value(dice.either("I", "N", "F")) + ")::FLOAT",
              "PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY "
                  + value(dice.either("I", "N", "F"))
                  + dice.either("", " DESC")
                  + ")::FLOAT",
              "STDDEV_SAMP(" + value("N") + ")::FLOAT",
              "VAR_POP(" + value("I") + ")::FLOAT",
              "MAX(" + value("F") + ")");
      case "S" -> listagg();
      case "B" -> dice.either("BOOL_OR", "BOOL_AND") + "(" + value("B") + ")";
      default -> dice.either("MIN(", "MAX(") + value(symbol) + ")";
    };
  }

  private String listagg() {
    String symbol = dice.any(RandomQueries.KEYS);
    String value = value(symbol);
    return dice.either(
        "MAX(" + value("S") + ")",
        "LISTAGG("
            + value
            + ", ',') WITHIN GROUP (ORDER BY "
            + value
            + dice.either("", " DESC")
            + ")",
        "LISTAGG(DISTINCT "
            + value
            + ", '-') WITHIN GROUP (ORDER BY "
            + value
            + dice.either("", " DESC")
            + ")",
        "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY " + value("S") + ")");
  }
}
