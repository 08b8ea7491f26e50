package dev.accrete.runtime.csv;

import java.nio.charset.StandardCharsets;

/** Puts values of fixed form into a buffer of bytes; each method gives the place after them. */
final class CellBytes {
  /** No fixed cell takes more bytes. */
  static final int LONGEST_FIXED = 40;

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private CellBytes() {}

  static byte[] encode(String value) {
    return quoted(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Quotes the empty string, and what holds a comma, a quote, a line end or outer blanks. */
  static String quoted(String value) {
    boolean needed = value.isEmpty() || value.charAt(0) <= ' ' || value.charAt(0) == '\uFEFF';
    for (int i = 0; i < value.length() && !needed; i++) {
      char c = value.charAt(i);
      needed = c == ',' || c == '"' || c == '\n' || c == '\r';
    }
    needed = needed || value.charAt(value.length() - 1) <= ' ';
    return needed ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  static int putNumber(byte[] buffer, int at, int value) {
    int digits = 1;
    for (int rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      buffer[i] = DIGITS[rest % 10];
      rest /= 10;
    }
    return at + digits;
  }

  /** The time of day, in milliseconds, with a blank before it. */
  static int putTime(byte[] buffer, int at, int millis) {
    buffer[at] = ' ';
    int seconds = millis / 1000;
    int next = putTwo(buffer, at + 1, seconds / 3600);
    buffer[next] = ':';
    next = putTwo(buffer, next + 1, seconds / 60 % 60);
    buffer[next] = ':';
    next = putTwo(buffer, next + 1, seconds % 60);
    buffer[next] = '.';
    buffer[next + 1] = DIGITS[millis % 1000 / 100];
    return putTwo(buffer, next + 2, millis % 100);
  }

  /**
   * Days since 1970 as year, month and day.
   *
   * <p>Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days; for
   * years from 1 to 9999.
   */
  static int putDate(byte[] buffer, int at, int epochDay) {
    int shifted = epochDay + 719_468;
    int era = shifted / 146_097;
    int dayOfEra = shifted - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    int next = putTwo(buffer, putTwo(buffer, at, year / 100), year % 100);
    buffer[next] = '-';
    next = putTwo(buffer, next + 1, month);
    buffer[next] = '-';
    return putTwo(buffer, next + 1, day);
  }

  private static int putTwo(byte[] buffer, int at, int value) {
    buffer[at] = DIGITS[value / 10];
    buffer[at + 1] = DIGITS[value % 10];
    return at + 2;
  }

  static int putUuid(byte[] buffer, int at, long high, long low) {
    int next = putHexadecimal(buffer, at, high, 64, 32);
    buffer[next] = '-';
    next = putHexadecimal(buffer, next + 1, high, 32, 16);
    buffer[next] = '-';
    next = putHexadecimal(buffer, next + 1, high, 16, 0);
    buffer[next] = '-';
    next = putHexadecimal(buffer, next + 1, low, 64, 48);
    buffer[next] = '-';
    return putHexadecimal(buffer, next + 1, low, 48, 0);
  }

  static int putHexadecimal(byte[] buffer, int at, long bits) {
    return putHexadecimal(buffer, at, bits, 64, 0);
  }

  /** The bits below {@code from} down to {@code to}, four a digit. */
  private static int putHexadecimal(byte[] buffer, int at, long bits, int from, int to) {
    int next = at;
    for (int shift = from - 4; shift >= to; shift -= 4) {
      buffer[next++] = DIGITS[(int) (bits >>> shift) & 15];
    }
    return next;
  }
}
