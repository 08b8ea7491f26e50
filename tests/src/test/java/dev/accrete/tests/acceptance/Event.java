package dev.accrete.tests.acceptance;

import dev.accrete.tests.data.DataRow;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A raw row for {@link Reckoning}: numbers are Long, all else is text. Timestamps are text of one
 * width, which sorts as they do.
 *
 * @param values by column; null for NULL
 */
record Event(Map<String, @Nullable Object> values) {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  static Event of(DataRow row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    row.values().forEach((column, text) -> values.put(column, typed(column, text)));
    return new Event(values);
  }

  private static @Nullable Object typed(String column, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (column.endsWith("_tstamp")) {
      return TIMESTAMP.format(LocalDateTime.parse(text.replace(' ', 'T')));
    }
    return column.equals("domain_sessionidx") ? Long.valueOf(text) : text;
  }

  @Nullable Object value(String column) {
    return values.get(column);
  }

  boolean has(String column) {
    return values.get(column) != null;
  }

  /** The values of some columns. */
  List<@Nullable Object> values(List<String> columns) {
    List<@Nullable Object> some = new ArrayList<>();
    columns.forEach(column -> some.add(values.get(column)));
    return some;
  }

  /** Ascending, NULL last. */
  int compare(Event other, String column) {
    Object mine = value(column);
    Object others = other.value(column);
    if (mine == null || others == null) {
      return Boolean.compare(mine == null, others == null);
    }
    return mine instanceof Long number
        ? number.compareTo((Long) others)
        : mine.toString().compareTo(others.toString());
  }

  /** Descending, NULL last. */
  int compareLatest(Event other, String column) {
    boolean bothPresent = has(column) && other.has(column);
    return bothPresent ? other.compare(this, column) : compare(other, column);
  }
}
