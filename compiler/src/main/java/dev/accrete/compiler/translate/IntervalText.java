package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.DatePart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Constant intervals whose text another dialect does not read: {@code INTERVAL '1 quarter'}, {@code
 * INTERVAL '3 hours, 35 minutes'}.
 */
final class IntervalText {
  private static final Pattern CONSTANT = Pattern.compile("(?is)INTERVAL\\s*'([^']*)'\\s*");
  private static final Pattern STEP =
      Pattern.compile(
          "\\s*([+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+))\\s*([A-Za-z]+)\\s*(?:,|$|(?=[\\s+-]))");

  /** Days and a clock, as in {@code '1 02:03:04'}. */
  private static final Pattern CLOCK =
      Pattern.compile(
          "\\s*(?:([+-]?\\d+)\\s+)?([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d+)?))?\\s*");

  /** Units that are read everywhere as Redshift reads them. */
  private static final Set<String> COMMON =
      Set.of(
          "year",
          "years",
          "month",
          "months",
          "mon",
          "mons",
          "week",
          "weeks",
          "day",
          "days",
          "hour",
          "hours",
          "minute",
          "minutes",
          "min",
          "mins",
          "second",
          "seconds",
          "sec",
          "secs",
          "millisecond",
          "milliseconds",
          "microsecond",
          "microseconds");

  private IntervalText() {}

  /** The constant in another dialect; absent where it is read alike, or is none of this kind. */
  static Optional<String> of(String written, String to) {
    Matcher constant = CONSTANT.matcher(written);
    if (to.equals("redshift") || !constant.matches()) {
      return Optional.empty();
    }
    String text = constant.group(1);
    Matcher clock = CLOCK.matcher(text);
    if (to.equals("duckdb") && clock.matches()) {
      return Optional.of(clock(clock));
    }
    Matcher step = STEP.matcher(text);
    List<String> steps = new ArrayList<>();
    boolean alike = !text.contains(",") && !text.contains("+");
    int at = 0;
    while (at < text.length() && step.region(at, text.length()).lookingAt()) {
      String unit = step.group(2).toLowerCase(Locale.ROOT);
      Optional<String> name = DatePart.of(unit).filter(n -> COMMON.contains(n) || isLong(n));
      if (name.isEmpty()) {
        return Optional.empty();
      }
      alike &= COMMON.contains(unit);
      steps.add(step(new BigDecimal(step.group(1)), name.get()));
      at = step.end();
    }
    return alike || at < text.length() && !text.substring(at).isBlank() || steps.isEmpty()
        ? Optional.empty()
        : Optional.of("INTERVAL '" + String.join(" ", steps) + "'");
  }

  private static String clock(Matcher clock) {
    String sign = clock.group(2);
    String days = clock.group(1) == null ? "" : clock.group(1) + " day ";
    String seconds = clock.group(5) == null ? "" : " " + sign + clock.group(5) + " second";
    String hours = sign + clock.group(3) + " hour " + sign + clock.group(4) + " minute";
    return "INTERVAL '" + days + hours + seconds + "'";
  }

  private static boolean isLong(String unit) {
    return unit.equals("quarter") || unit.equals("decade");
  }

  private static String step(BigDecimal count, String unit) {
    return switch (unit) {
      case "quarter" -> count.multiply(BigDecimal.valueOf(3)).toPlainString() + " month";
      case "decade" -> count.multiply(BigDecimal.TEN).toPlainString() + " year";
      default -> count.toPlainString() + " " + unit;
    };
  }
}
