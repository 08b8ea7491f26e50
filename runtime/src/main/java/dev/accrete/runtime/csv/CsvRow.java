package dev.accrete.runtime.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a CSV file.
 *
 * @param number the row after the header, counted from 1
 * @param line the line of the file on which the row begins, counted from 1
 * @param values as many as the header has names; null for NULL; unmodifiable
 */
public record CsvRow(long number, long line, List<@Nullable String> values) {
  /** The value at an index of the header, or null for NULL. */
  public @Nullable String value(int index) {
    return values.get(index);
  }
}
