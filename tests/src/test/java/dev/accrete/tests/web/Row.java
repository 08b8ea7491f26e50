package dev.accrete.tests.web;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row that plain Java finds: column to value as text, in one spelling. Mutable. */
final class Row {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Map<String, String> values = new TreeMap<>();

  Row put(String column, @Nullable Object value) {
    values.put(column, value == null ? "NULL" : spelled(value));
    return this;
  }

  /** Columns of an event under their own names. */
  Row copy(Visit event, String... columns) {
    for (String column : columns) {
      put(column, typed(column, event.value(column)));
    }
    return this;
  }

  /** A column of an event under another name. */
  Row copyAs(String name, Visit event, String column) {
    return put(name, typed(column, event.value(column)));
  }

  /** A column of another row. */
  Row copyAs(String name, Row other, String column) {
    values.put(name, other.get(column));
    return this;
  }

  String get(String column) {
    String value = values.get(column);
    if (value == null) {
      throw new IllegalArgumentException("no column " + column);
    }
    return value;
  }

  boolean isNull(String column) {
    return get(column).equals("NULL");
  }

  long number(String column) {
    return Long.parseLong(get(column));
  }

  /** The columns' names, in the order in which {@link #line} shows them. */
  Iterable<String> columns() {
    return values.keySet();
  }

  /** The row in one line. */
  String line() {
    return String.join("|", values.values());
  }

  private static @Nullable Object typed(String column, @Nullable String text) {
    if (text == null || !column.matches(".*_tstamp|geo_latitude|geo_longitude")) {
      return text;
    }
    return column.endsWith("_tstamp") ? Visit.moment(text) : (Object) Double.valueOf(text);
  }

  private static String spelled(Object value) {
    if (value instanceof LocalDateTime time) {
      return TIMESTAMP.format(time);
    }
    // A whole degree is 24.0 on DuckDB and 24 on PostgreSQL.
    return value instanceof Double ? value.toString().replaceFirst("\\.0$", "") : value.toString();
  }
}
