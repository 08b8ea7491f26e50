package dev.accrete.tests.engines;

import dev.accrete.runtime.engine.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/** How a value looks where what two engines say is compared. */
final class Shown {
  /** Numbers are compared to as many digits as both engines give of floating ones. */
  private static final MathContext DIGITS = new MathContext(12);

  private Shown() {}

  /** The value of a column, which counts from 1. */
  static String of(Row row, int column) {
    Object value = row.value(column);
    if (value instanceof Number) {
      String text = value.toString();
      if (text.equals("NaN") || text.endsWith("Infinity")) {
        return text;
      }
      BigDecimal number = new BigDecimal(text).round(DIGITS).stripTrailingZeros();
      return number.signum() == 0 ? "0" : number.toPlainString();
    }
    return value instanceof java.util.Date
        ? String.valueOf(row.textOrNull(column)).replaceFirst("[.]0+$", "")
        : String.valueOf(value);
  }

  /** The values of some columns, one behind the other. */
  static List<String> of(Row row, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(column -> of(row, column)).toList();
  }
}
