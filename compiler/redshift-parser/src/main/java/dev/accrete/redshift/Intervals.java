package dev.accrete.redshift;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Reads {@code INTERVAL '1 day'} and its like, whose units stand in the text.
 *
 * <p>One number and one unit become Calcite's literal of that unit. Any other text is kept as it
 * stands, under fields that hold a day and less: two texts that differ stay different, and only the
 * type checker, which cannot read it, has something to say about it.
 */
final class Intervals {
  private static final Pattern ONE = Pattern.compile("\\s*([-+]?)\\s*(\\d+)\\s*([A-Za-z]*)\\s*");
  private static final Pattern PLAIN = Pattern.compile("[-+0-9 :.]*");

  /** More digits than anybody needs: Calcite's own limit is two. */
  private static final int DIGITS = 9;

  private static final Map<String, TimeUnit> UNITS =
      Map.ofEntries(
          Map.entry("", TimeUnit.SECOND),
          Map.entry("s", TimeUnit.SECOND),
          Map.entry("sec", TimeUnit.SECOND),
          Map.entry("second", TimeUnit.SECOND),
          Map.entry("m", TimeUnit.MINUTE),
          Map.entry("min", TimeUnit.MINUTE),
          Map.entry("minute", TimeUnit.MINUTE),
          Map.entry("h", TimeUnit.HOUR),
          Map.entry("hr", TimeUnit.HOUR),
          Map.entry("hour", TimeUnit.HOUR),
          Map.entry("d", TimeUnit.DAY),
          Map.entry("day", TimeUnit.DAY),
          Map.entry("w", TimeUnit.WEEK),
          Map.entry("week", TimeUnit.WEEK),
          Map.entry("mon", TimeUnit.MONTH),
          Map.entry("month", TimeUnit.MONTH),
          Map.entry("y", TimeUnit.YEAR),
          Map.entry("yr", TimeUnit.YEAR),
          Map.entry("year", TimeUnit.YEAR));

  private Intervals() {}

  /** An interval whose text names its units. */
  static SqlLiteral literal(String text, int sign, SqlParserPos position) {
    Matcher one = ONE.matcher(text);
    if (one.matches()) {
      TimeUnit unit = unit(one.group(3));
      if (unit != null) {
        int both = one.group(1).equals("-") ? -sign : sign;
        return SqlLiteral.createInterval(
            both,
            one.group(2),
            new SqlIntervalQualifier(unit, DIGITS, null, -1, position),
            position);
      }
    }
    SqlIntervalQualifier fields =
        new SqlIntervalQualifier(TimeUnit.DAY, DIGITS, TimeUnit.SECOND, -1, position);
    return SqlLiteral.createInterval(sign, text, fields, position);
  }

  /** An interval with fields behind it; its text may name units all the same. */
  static SqlLiteral literal(
      String text, int sign, SqlIntervalQualifier fields, SqlParserPos position) {
    return PLAIN.matcher(text).matches()
        ? org.apache.calcite.sql.parser.SqlParserUtil.parseIntervalLiteral(
            position, sign, text, fields)
        : SqlLiteral.createInterval(sign, text, fields, position);
  }

  private static @org.jspecify.annotations.Nullable TimeUnit unit(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    TimeUnit unit = UNITS.get(lower);
    boolean plural = unit == null && lower.endsWith("s");
    return plural ? UNITS.get(lower.substring(0, lower.length() - 1)) : unit;
  }
}
