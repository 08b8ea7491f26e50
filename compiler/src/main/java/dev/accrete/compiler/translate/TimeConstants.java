package dev.accrete.compiler.translate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;

/** Constants of dates and times that DuckDB does not read, as it knows ISO 8601 alone. */
final class TimeConstants {
  private static final Set<String> KNOWN = Set.of("epoch", "infinity", "-infinity");

  private TimeConstants() {}

  private static final Pattern DIGITS = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})\\b(.*)");

  /** The month first, as the default of DateStyle has it on Redshift. */
  private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b(.*)");

  private static final Pattern NAMED =
      Pattern.compile("([a-z]{3,9}) +(\\d{1,2}) *, *(\\d{4})\\b(.*)");

  private static final List<String> MONTHS =
      Stream.of(Month.values())
          .map(
              month ->
                  month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT))
          .toList();

  /**
   * A constant that is cast, as the other engine reads it; absent where it reads it as it stands.
   *
   * @throws NoEqual where it does not read it
   */
  static Optional<String> written(String text, String type, SqlNode place, Walk.Dialects dialects) {
    boolean other = !dialects.from().equals(dialects.to());
    Optional<String> iso =
        other && dialects.from().equals("redshift") ? iso(text, type) : Optional.empty();
    if (iso.isEmpty() && dialects.to().equals("duckdb")) {
      requireKnown(text, type, place);
    }
    return iso;
  }

  /**
   * A constant of Redshift's that stands for a time, as DuckDB reads it.
   *
   * @throws NoEqual where it does not read it
   */
  static String read(String text, String type, SqlNode place) {
    Optional<String> iso = iso(text, type);
    if (iso.isEmpty()) {
      requireKnown(text, type, place);
    }
    return iso.orElse(text);
  }

  /**
   * A constant of Redshift's as other engines read it.
   *
   * @param text the constant as it is written, in quotes
   * @param type the type that it is cast to, as it is written
   * @return the constant in quotes; absent where it is written with the year first and hyphens, or
   *     in a way of which the page ("Date and time literals") does not tell
   */
  private static Optional<String> iso(String text, String type) {
    if (!isTime(text, type)) {
      return Optional.empty();
    }
    String value = text.strip().substring(1, text.strip().length() - 1).strip();
    Matcher digits = DIGITS.matcher(value);
    if (digits.matches()) {
      return date(digits.group(1), digits.group(2), digits.group(3), digits.group(4));
    }
    Matcher slashes = SLASHES.matcher(value);
    if (slashes.matches()) {
      return date(slashes.group(3), slashes.group(1), slashes.group(2), slashes.group(4));
    }
    Matcher named = NAMED.matcher(value.toLowerCase(Locale.ROOT));
    return named.matches()
        ? month(named.group(1))
            .flatMap(month -> date(named.group(3), month, named.group(2), named.group(4)))
        : Optional.empty();
  }

  /** The number of a month by its name, or by three letters of it. */
  private static Optional<String> month(String name) {
    return MONTHS.stream()
        .filter(month -> month.equals(name) || month.substring(0, 3).equals(name))
        .findFirst()
        .map(month -> String.valueOf(MONTHS.indexOf(month) + 1));
  }

  /** A day that there is, and the time of it, if one is told. */
  private static Optional<String> date(String year, String month, String day, String time) {
    String clock = time.strip();
    try {
      LocalDate date =
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
      boolean known = clock.isEmpty() || clock.matches("\\d{1,2}:\\d{2}(:\\d{2}([.]\\d{1,6})?)?");
      return known
          ? Optional.of(Literals.text(clock.isEmpty() ? date.toString() : date + " " + clock))
          : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static boolean isTime(String text, String type) {
    return text.strip().startsWith("'") && type.strip().matches("(?is)(date|datetime|timestamp).*");
  }

  /**
   * Requires that DuckDB reads a constant as the type that it is cast to.
   *
   * @param text the constant as it is written, in quotes
   * @param type the type as it is written
   * @throws NoEqual where it does not
   */
  static void requireKnown(String text, String type, SqlNode place) {
    String value = text.replace("'", "").strip().toLowerCase(Locale.ROOT);
    if (!isTime(text, type)
        || value.matches("(?s)\\d{4,}[-/]\\d{1,2}[-/]\\d.*")
        || KNOWN.contains(value)) {
      return;
    }
    boolean clock = value.matches("(?s)(now|today|tomorrow|yesterday)\\b.*");
    throw new NoEqual(
        "the constant " + text.strip(),
        place,
        clock ? "write GETDATE() or CURRENT_DATE" : "write it as '2026-01-31 10:00:00'");
  }
}
