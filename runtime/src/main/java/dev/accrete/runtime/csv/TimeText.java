package dev.accrete.runtime.csv;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads ISO dates and timestamps: {@code T} or a blank between, seconds and decimals optional, a
 * date alone is its midnight, down to microseconds, which is what the engines keep.
 */
final class TimeText {
  private static final int DATE_LENGTH = 10;
  private static final int MINUTES_LENGTH = 16;
  private static final int SECONDS_LENGTH = 19;
  private static final int MICROS_DIGITS = 6;
  private static final int LARGEST_OFFSET_MINUTES = 18 * 60;

  private TimeText() {}

  static @Nullable LocalDate date(String text) {
    return text.length() == DATE_LENGTH ? leadingDate(text) : null;
  }

  /** No zone, or one that changes nothing: the engines disagree on what to do with others. */
  static @Nullable LocalDateTime timestamp(String text) {
    int end = zoneStart(text);
    ZoneOffset offset = offset(text, end);
    boolean harmless = end == text.length() || ZoneOffset.UTC.equals(offset);
    return harmless ? local(text, end) : null;
  }

  /** A text without a zone is UTC, as in the sessions that Accrete opens. */
  static @Nullable OffsetDateTime timestampWithZone(String text) {
    int end = zoneStart(text);
    LocalDateTime local = local(text, end);
    ZoneOffset offset = offset(text, end);
    return local == null || offset == null ? null : OffsetDateTime.of(local, offset);
  }

  private static int zoneStart(String text) {
    for (int i = DATE_LENGTH; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 'Z' || c == 'z' || c == '+' || c == '-') {
        return i;
      }
    }
    return text.length();
  }

  /**
   * The offset from {@code start} on: nothing and {@code Z} are UTC; {@code +01}, {@code +0130}.
   */
  private static @Nullable ZoneOffset offset(String text, int start) {
    String zone = text.substring(Math.min(start, text.length()));
    if (zone.isEmpty() || zone.equalsIgnoreCase("Z")) {
      return ZoneOffset.UTC;
    }
    String digits =
        zone.length() == 6 && zone.charAt(3) == ':'
            ? zone.substring(1, 3) + zone.substring(4)
            : zone.substring(1);
    int hours = digits(digits, 0, 2);
    int minutes = digits.length() == 2 ? 0 : digits(digits, 2, 4);
    boolean shaped = digits.length() == 2 || digits.length() == 4;
    int total = 60 * hours + minutes;
    if (!shaped || hours < 0 || minutes < 0 || minutes > 59 || total > LARGEST_OFFSET_MINUTES) {
      return null;
    }
    return ZoneOffset.ofTotalSeconds((zone.charAt(0) == '-' ? -60 : 60) * total);
  }

  private static @Nullable LocalDateTime local(String text, int end) {
    LocalDate date = leadingDate(text);
    if (date == null || end == DATE_LENGTH) {
      return date == null || end != text.length() ? null : date.atStartOfDay();
    }
    char between = text.charAt(DATE_LENGTH);
    boolean shaped =
        (between == 'T' || between == 't' || between == ' ')
            && end >= MINUTES_LENGTH
            && text.charAt(13) == ':'
            && (end == MINUTES_LENGTH || text.charAt(MINUTES_LENGTH) == ':');
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, MINUTES_LENGTH);
    int second = end == MINUTES_LENGTH ? 0 : digits(text, 17, SECONDS_LENGTH);
    int nanos = nanos(text, end);
    boolean inRange =
        hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && nanos >= 0;
    return shaped && inRange ? date.atTime(hour, minute, second, nanos) : null;
  }

  private static int nanos(String text, int end) {
    if (end == MINUTES_LENGTH || end == SECONDS_LENGTH) {
      return 0;
    }
    if (end < SECONDS_LENGTH + 2 || text.charAt(SECONDS_LENGTH) != '.') {
      return -1;
    }
    int last = end;
    while (last > SECONDS_LENGTH + 1 + MICROS_DIGITS && text.charAt(last - 1) == '0') {
      last--;
    }
    int count = last - SECONDS_LENGTH - 1;
    int nanos = count > MICROS_DIGITS ? -1 : digits(text, SECONDS_LENGTH + 1, last);
    for (int i = count; nanos > 0 && i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static @Nullable LocalDate leadingDate(String text) {
    if (text.length() < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, DATE_LENGTH);
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      return null;
    }
    return day > YearMonth.of(year, month).lengthOfMonth() ? null : LocalDate.of(year, month, day);
  }

  /** The ASCII digits of a stretch as a number, or -1 where there is anything else. */
  private static int digits(String text, int from, int to) {
    if (to > text.length() || from >= to) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
