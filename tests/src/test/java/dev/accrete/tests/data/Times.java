package dev.accrete.tests.data;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Reckons with timestamps as they stand in the files, whole seconds. */
final class Times {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  static String plusSeconds(String timestamp, long seconds) {
    return FORM.format(LocalDateTime.parse(timestamp, FORM).plusSeconds(seconds));
  }

  /** The next full hour. */
  static String endOfHour(String timestamp) {
    return plusSeconds(timestamp.substring(0, 13) + ":00:00", 3600);
  }
}
