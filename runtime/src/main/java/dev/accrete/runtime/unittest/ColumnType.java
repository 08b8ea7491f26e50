package dev.accrete.runtime.unittest;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column on DuckDB, and which values it holds as they are written. Its casts round
 * numbers, cut times off dates and drop digits of seconds without a word.
 *
 * @param name as DuckDB calls it, such as {@code DECIMAL(8,2)}
 */
record ColumnType(String name) {
  /** How many looks it takes at a value. */
  static final int LOOKS = 3;

  private static final Pattern FRACTION = Pattern.compile("\\.(\\d*[1-9])");

  /** What to ask the engine of a value: as written, as held, and with the time that it has. */
  List<String> looks(String value) {
    return List.of(
        "CAST(" + value + " AS VARCHAR)",
        "CAST(TRY_CAST(" + value + " AS " + name + ") AS VARCHAR)",
        name.equals("DATE") ? "CAST(TRY_CAST(" + value + " AS TIMESTAMP) AS VARCHAR)" : "NULL");
  }

  /** Why the column cannot hold a value, by what the looks at it have shown; null if it can. */
  @Nullable String objection(List<@Nullable String> looks) {
    String written = looks.get(0);
    String held = looks.get(1);
    if (written == null) {
      return null;
    }
    if (held == null) {
      return written + " is not of the type " + name;
    }
    return isHeld(written, held, looks.get(2))
        ? null
        : "the type " + name + " cannot hold " + written + "; it would be " + held;
  }

  private boolean isHeld(String written, String held, @Nullable String timed) {
    if (name.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*")) {
      return isNumber(written, held);
    }
    if (name.matches("DOUBLE|FLOAT|REAL")) {
      return isNearest(written, held);
    }
    if (name.equals("DATE")) {
      return timed == null || timed.equals(held) || timed.equals(held + " 00:00:00");
    }
    return !name.matches("TIME.*") || fraction(written).equals(fraction(held));
  }

  private static boolean isNumber(String written, String held) {
    BigDecimal number = number(written);
    BigDecimal other = number(held);
    return number == null || other != null && number.compareTo(other) == 0;
  }

  /** A fraction means the number nearest to it, as it does in SQL; a whole number itself. */
  private static boolean isNearest(String written, String held) {
    BigDecimal number = number(written);
    boolean whole = number == null || number.stripTrailingZeros().scale() <= 0;
    return whole ? isNumber(written, held) : number(held) != null;
  }

  /** Null where it is none in digits, such as {@code 0x1F} or {@code inf}. */
  private static @Nullable BigDecimal number(String text) {
    try {
      return new BigDecimal(text.strip().replace("_", ""));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String fraction(String text) {
    Matcher matcher = FRACTION.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
