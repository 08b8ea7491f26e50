package dev.accrete.runtime.csv;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers strictly: no blanks, no grouping, no hexadecimal, no Java suffixes. */
final class NumberText {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
  private static final int LONGEST = 1000;
  private static final int DEFAULT_PRECISION = 18;

  private NumberText() {}

  static @Nullable Long whole(String text, long least, long greatest) {
    try {
      long value = Long.parseLong(text);
      boolean ascii = text.chars().allMatch(c -> c < 128);
      return ascii && value >= least && value <= greatest ? Long.valueOf(value) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Decimals beyond the scale are an error unless they are zeros: nothing is rounded silently. */
  static ValueReader decimal(SqlTypeName type) {
    int precision = type.argument(0, DEFAULT_PRECISION);
    int scale = type.argument(1, 0);
    int whole = precision - scale;
    return ValueReader.of(
        "a number with at most " + whole + " digits before the point and " + scale + " after it",
        text -> decimal(text, whole, scale));
  }

  private static @Nullable BigDecimal decimal(String text, int whole, int scale) {
    if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
      return null;
    }
    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    boolean fits = value.scale() <= scale && value.precision() - value.scale() <= whole;
    return fits || value.signum() == 0 ? value.setScale(scale) : null;
  }

  static @Nullable Double doublePrecision(String text) {
    switch (text) {
      case "NaN":
        return Double.NaN;
      case "Infinity":
        return Double.POSITIVE_INFINITY;
      case "-Infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        break;
    }
    if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? null : Double.valueOf(value);
  }

  static @Nullable Double real(String text) {
    Double value = doublePrecision(text);
    if (value == null || value.isNaN() || value.isInfinite()) {
      return value;
    }
    return Float.isInfinite(value.floatValue()) ? null : value;
  }
}
