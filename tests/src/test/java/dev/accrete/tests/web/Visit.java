package dev.accrete.tests.web;

import dev.accrete.tests.data.DataRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event with what is found out about it.
 *
 * @param row as it was loaded
 * @param pageViewId its page view, or null
 * @param person the user of its cookie, else the cookie, or null
 * @param bot whether its user agent says so
 */
record Visit(DataRow row, @Nullable String pageViewId, @Nullable String person, boolean bot) {
  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

  @Nullable String value(String column) {
    return row.value(column);
  }

  String text(String column) {
    return row.text(column);
  }

  boolean is(String name) {
    return name.equals(value("event_name"));
  }

  @Nullable LocalDateTime time(String column) {
    return moment(value(column));
  }

  static @Nullable LocalDateTime moment(@Nullable String text) {
    return text == null ? null : LocalDateTime.parse(text.replace(' ', 'T'));
  }

  /** A count of pixels; null for NULL. */
  @Nullable Long number(String column) {
    String text = value(column);
    return text == null ? null : Long.valueOf(text);
  }

  /** Whole seconds since 1970, rounded down. */
  static long seconds(LocalDateTime time) {
    return Math.floorDiv(Duration.between(EPOCH, time).toNanos(), 1_000_000_000L);
  }

  /** How many stretches of ten seconds had passed. */
  static long stretch(LocalDateTime time) {
    return Math.floorDiv(seconds(time), 10L);
  }

  /** By some columns, ascending, rows without a value last. */
  static Comparator<Visit> by(String... columns) {
    Comparator<Visit> order = (a, b) -> 0;
    for (String column : columns) {
      order = order.thenComparing((a, b) -> compare(column, a.value(column), b.value(column)));
    }
    return order;
  }

  /** By some columns, descending, rows without a value last. */
  static Comparator<Visit> byLatest(String... columns) {
    Comparator<Visit> order = (a, b) -> 0;
    for (String column : columns) {
      order =
          order.thenComparing(
              (a, b) -> {
                String first = a.value(column);
                String second = b.value(column);
                return first == null || second == null
                    ? Boolean.compare(first == null, second == null)
                    : compare(column, second, first);
              });
    }
    return order;
  }

  static int compare(String column, @Nullable String first, @Nullable String second) {
    if (first == null || second == null) {
      return Boolean.compare(first == null, second == null);
    }
    if (column.endsWith("_tstamp")) {
      return Objects.requireNonNull(moment(first))
          .compareTo(Objects.requireNonNull(moment(second)));
    }
    if (column.matches("geo_(latitude|longitude)|(doc|br_view)(width|height)|pp_.*|.*sessionidx")) {
      return Double.compare(Double.parseDouble(first), Double.parseDouble(second));
    }
    return binary(first, second);
  }

  /** The order of the bytes, which databases call C. */
  static int binary(String first, String second) {
    return Arrays.compareUnsigned(
        first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));
  }
}
