package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Own;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;

/**
 * Constants of dates and times in the forms of Redshift's page of their literals, where a month
 * comes before its day ({@code 1/31/2026}). DuckDB knows ISO 8601 alone, and a session of
 * PostgreSQL's is set to years first.
 */
final class TimeConstants {
  private static final Set<String> KNOWN = Set.of("epoch", "infinity", "-infinity");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final String NAME =
      "(?<name>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(tember)?"
          + "|oct(ober)?|nov(ember)?|dec(ember)?)";

  /** Years have four digits here: of others the page does not tell the century. */
  private static final List<Pattern> FORMS =
      Stream.of(
              "(?<month>\\d{1,2})(?<between>[-/])(?<day>\\d{1,2})\\k<between>(?<year>\\d{4})",
              "(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})",
              NAME + "[ -](?<day>\\d{1,2})(, ?| |-)(?<year>\\d{4})",
              "(?<day>\\d{1,2})[ -]" + NAME + "[ -](?<year>\\d{4})",
              "(?<year>\\d{4})-" + NAME + "-(?<day>\\d{1,2})")
          .map(
              form ->
                  Pattern.compile(form + "(?<clock>[ t]+\\d{1,2}:\\d{2}(:\\d{2}([.]\\d{1,6})?)?)?"))
          .toList();

  private static final Pattern NO_CENTURY =
      Pattern.compile("\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{1,2}(\\D.*)?");

  private TimeConstants() {}

  /** A constant's text as ISO 8601 has it; absent where it is in no form that needs it. */
  static Optional<String> iso(String constant) {
    String value = constant.strip().toLowerCase(Locale.ROOT);
    return FORMS.stream()
        .map(form -> form.matcher(value))
        .filter(Matcher::matches)
        .findFirst()
        .flatMap(TimeConstants::date);
  }

  private static Optional<String> date(Matcher form) {
    boolean named = form.pattern().pattern().contains("<name>");
    int month =
        named
            ? MONTHS.indexOf(form.group("name").substring(0, 3)) + 1
            : Integer.parseInt(form.group("month"));
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(form.group("year")), month, Integer.parseInt(form.group("day")));
      String clock = form.group("clock");
      return Optional.of(date + (clock == null ? "" : " " + clock.replaceFirst("^[ t]+", "")));
    } catch (DateTimeException none) {
      return Optional.empty(); // the engine refuses it, as Redshift does
    }
  }

  /**
   * A constant of Redshift's as each engine reads it where a time is wanted; absent where that is
   * as it stands.
   *
   * @param written the constant in its quotes; anything else is none
   * @throws NoEqual where another engine may read another time
   */
  static Optional<String> written(String written, SqlNode place) {
    if (!written.matches("(?s)'[^']*'")) {
      return Optional.empty();
    }
    String value = written.substring(1, written.length() - 1);
    if (NO_CENTURY.matcher(value.strip()).matches()) {
      throw new NoEqual("the constant " + written, place, "write the year with four digits");
    }
    return iso(value).map(Literals::text);
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

  /** The edits of a constant that is cast, if it is one of a time. */
  static List<Edit> cast(SqlCall cast, NodeSpans spans, String text, Walk.Dialects dialects) {
    int[] span = spans.of(cast.operand(0));
    int[] type = spans.of(cast.operand(1));
    String constant = text.substring(span[0], span[1]);
    String of = text.substring(type[0], type[1]);
    boolean redshift = dialects.from().equals("redshift") && !dialects.to().equals("redshift");
    if (redshift && isTime(constant, of)) {
      Optional<String> iso = written(constant.strip(), cast.operand(0));
      if (iso.isPresent()) {
        return List.of(new Edit(span[0], span[1], List.of(new Own(iso.get()))));
      }
    }
    if (dialects.to().equals("duckdb")) {
      requireKnown(constant, of, cast);
    }
    return List.of();
  }

  /** Whether a constant in quotes is cast to a date or a timestamp. */
  private static boolean isTime(String text, String type) {
    return text.strip().startsWith("'") && type.strip().matches("(?is)(date|datetime|timestamp).*");
  }
}
