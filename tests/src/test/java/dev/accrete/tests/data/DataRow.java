package dev.accrete.tests.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row as text: column to value, in the order of the columns; null for NULL.
 *
 * @param values unmodifiable
 */
public record DataRow(Map<String, @Nullable String> values) {
  public DataRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The value of a column, or null for NULL. */
  public @Nullable String value(String column) {
    if (!values.containsKey(column)) {
      throw new IllegalArgumentException("no column " + column);
    }
    return values.get(column);
  }

  /** The value of a column that is not NULL. */
  public String text(String column) {
    return Objects.requireNonNull(value(column), column);
  }

  /** The same row with other values: column, value, column, value. */
  public DataRow with(@Nullable String... columnsAndValues) {
    Map<String, @Nullable String> changed = new LinkedHashMap<>(values);
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      String column = Objects.requireNonNull(columnsAndValues[i]);
      value(column);
      changed.put(column, columnsAndValues[i + 1]);
    }
    return new DataRow(changed);
  }

  /** The values alone. */
  public List<@Nullable String> list() {
    return new ArrayList<>(values.values());
  }
}
