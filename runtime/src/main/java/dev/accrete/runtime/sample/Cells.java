package dev.accrete.runtime.sample;

import dev.accrete.runtime.csv.CsvWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of neighbouring columns, encoded once and written often.
 *
 * @param values null for NULL
 * @param bytes the same as CSV
 */
record Cells(List<@Nullable String> values, byte[] bytes) {
  static Cells of(@Nullable String... values) {
    return new Cells(
        Collections.unmodifiableList(Arrays.asList(values.clone())), CsvWriter.encode(values));
  }
}
