package dev.accrete.compiler.catalogue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts of dates and times by any of the names that Redshift knows them by (Database Developer
 * Guide, "Date parts for date or timestamp functions").
 */
public final class DatePart {
  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    names("millennium", "millennia mil mils");
    names("century", "centuries c cent cents");
    names("decade", "decades dec decs");
    names("epoch", "");
    names("year", "years y yr yrs");
    names("quarter", "quarters qtr qtrs");
    names("month", "months mon mons");
    names("week", "weeks w");
    names("dow", "dayofweek dw weekday");
    names("doy", "dayofyear dy yearday");
    names("day", "days d");
    names("hour", "hours h hr hrs");
    names("minute", "minutes m min mins");
    names("second", "seconds s sec secs");
    names(
        "millisecond", "milliseconds ms msec msecs msecond mseconds millisec millisecs millisecon");
    names("microsecond", "microseconds microsec microsecs usecond useconds us usec usecs");
    names("timezone", "");
    names("timezone_hour", "");
    names("timezone_minute", "");
  }

  private DatePart() {}

  private static void names(String name, String others) {
    NAMES.put(name, name);
    for (String other : others.split(" ", -1)) {
      NAMES.put(other, name);
    }
  }

  /** The full names of all parts. */
  public static Set<String> names() {
    return new TreeSet<>(NAMES.values());
  }

  /** Every name of every part that is more than an abbreviation. */
  public static Set<String> words() {
    Set<String> words = new TreeSet<>(names());
    NAMES.keySet().stream().filter(name -> name.length() > 4).forEach(words::add);
    return words;
  }

  /** The full name of a part, by any of its names, with or without quotes. */
  public static Optional<String> of(String written) {
    String plain = written.strip().replace("'", "").replace("\"", "").toLowerCase(Locale.ROOT);
    return plain.isEmpty() ? Optional.empty() : Optional.ofNullable(NAMES.get(plain));
  }
}
