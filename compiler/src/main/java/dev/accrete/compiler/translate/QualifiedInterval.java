package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.DatePart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Constant intervals with units behind the text, {@code INTERVAL '1-2' YEAR TO MONTH}, for DuckDB,
 * which knows a number and one unit alone (Database Developer Guide, "Interval data types and
 * literals").
 */
final class QualifiedInterval {
  private static final Pattern CONSTANT =
      Pattern.compile(
          "(?is)INTERVAL\\s*'([^']*)'\\s*([a-z]+)(?:\\s+TO\\s+([a-z]+))?\\s*(?:\\(\\s*(\\d)\\s*\\))?\\s*");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}");
  private static final Pattern SECONDS = Pattern.compile("[+-]?\\d{1,9}(?:\\.(\\d{1,6}))?");
  private static final Pattern MONTHS = Pattern.compile("([+-]?)(\\d{1,9})-(\\d{1,2})");
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?:([+-]?\\d{1,9})\\s+)?([+-]?)(\\d{1,9}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,6}))?)?");
  private static final Pattern STEP =
      Pattern.compile("([+-]?\\d{1,9}(?:\\.\\d{1,6})?)\\s*([A-Za-z]+)[\\s,]*");

  private static final int MONTHS_OF_YEAR = 12;

  /** From the widest to the narrowest. */
  private enum Unit {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND;

    private static @Nullable Unit of(@Nullable String written) {
      return Optional.ofNullable(written)
          .flatMap(DatePart::of)
          .filter(name -> List.of(values()).stream().anyMatch(u -> u.lower().equals(name)))
          .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
          .orElse(null);
    }

    private String lower() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private QualifiedInterval() {}

  /**
   * The constant for DuckDB; absent where it is none of this kind, or DuckDB reads it alike.
   *
   * @throws IllegalArgumentException where it is, and DuckDB has no equal that is known
   */
  static Optional<String> of(String written) {
    Matcher constant = CONSTANT.matcher(written);
    if (!constant.matches()) {
      return Optional.empty();
    }
    String value = constant.group(1).strip();
    Unit first = Unit.of(constant.group(2));
    Unit last = constant.group(3) == null ? first : Unit.of(constant.group(3));
    boolean single = constant.group(3) == null && constant.group(4) == null;
    if (single && NUMBER.matcher(value).matches()) {
      return Optional.empty();
    }
    if (first == null || last == null || first.compareTo(last) > 0) {
      throw new IllegalArgumentException(written);
    }
    Map<Unit, BigDecimal> parts = parts(value, last).orElseThrow(() -> refused(written));
    int digits = constant.group(4) == null ? 6 : Integer.parseInt(constant.group(4));
    boolean fits =
        parts.entrySet().stream()
            .filter(part -> part.getValue().signum() != 0)
            .allMatch(
                part ->
                    part.getKey().compareTo(last) <= 0
                        && part.getKey().compareTo(Unit.MONTH) <= 0
                            == last.compareTo(Unit.MONTH) <= 0
                        && part.getValue().stripTrailingZeros().scale() <= digits);
    if (!fits) {
      // What is narrower than the unit is cut off, and months are an error beside days.
      throw refused(written);
    }
    StringJoiner text = new StringJoiner(" ", "INTERVAL '", "'");
    parts.forEach((unit, count) -> text.add(count.toPlainString() + " " + unit.lower()));
    return Optional.of(text.toString());
  }

  private static IllegalArgumentException refused(String written) {
    return new IllegalArgumentException(written);
  }

  private static Optional<Map<Unit, BigDecimal>> parts(String value, Unit last) {
    Map<Unit, BigDecimal> parts = new EnumMap<>(Unit.class);
    if ((last == Unit.SECOND ? SECONDS : NUMBER).matcher(value).matches()) {
      parts.put(last, new BigDecimal(value));
      return Optional.of(parts);
    }
    Matcher months = MONTHS.matcher(value);
    if (months.matches()) {
      int count =
          Integer.parseInt(months.group(2)) * MONTHS_OF_YEAR + Integer.parseInt(months.group(3));
      parts.put(Unit.MONTH, new BigDecimal(months.group(1) + count));
      return Optional.of(parts);
    }
    Matcher clock = CLOCK.matcher(value);
    return clock.matches() ? clock(clock, last) : steps(value);
  }

  /** {@code 3 10:00:05}: a sign before the hours goes for all behind it. */
  private static Optional<Map<Unit, BigDecimal>> clock(Matcher clock, Unit last) {
    Map<Unit, BigDecimal> parts = new EnumMap<>(Unit.class);
    List<String> times = new ArrayList<>(List.of(clock.group(3), clock.group(4)));
    boolean hasSeconds = clock.group(5) != null;
    if (hasSeconds) {
      times.add(clock.group(5) + (clock.group(6) == null ? "" : "." + clock.group(6)));
    } else if (last == Unit.SECOND && clock.group(1) == null) {
      // Minutes and seconds, or hours and minutes: that goes by the first unit.
      return Optional.empty();
    }
    if (clock.group(1) != null) {
      parts.put(Unit.DAY, new BigDecimal(clock.group(1)));
    }
    Unit unit = Unit.HOUR;
    for (String time : times) {
      parts.put(unit, new BigDecimal(clock.group(2) + time));
      unit = Unit.values()[Math.min(unit.ordinal() + 1, Unit.SECOND.ordinal())];
    }
    return Optional.of(parts);
  }

  /** {@code 13 day 1 hour 1.5 seconds}: but for seconds whole numbers, each unit once. */
  private static Optional<Map<Unit, BigDecimal>> steps(String value) {
    Map<Unit, BigDecimal> parts = new EnumMap<>(Unit.class);
    Matcher step = STEP.matcher(value);
    int at = 0;
    while (at < value.length()) {
      step.region(at, value.length());
      Unit unit = step.lookingAt() ? Unit.of(step.group(2)) : null;
      if (unit == null) {
        return Optional.empty();
      }
      BigDecimal count = new BigDecimal(step.group(1));
      if (count.scale() > 0 && unit != Unit.SECOND || parts.put(unit, count) != null) {
        return Optional.empty();
      }
      at = step.end();
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
  }
}
