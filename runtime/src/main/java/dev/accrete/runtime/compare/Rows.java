package dev.accrete.runtime.compare;

import dev.accrete.runtime.engine.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a relation as text.
 *
 * @param columns the columns
 * @param rows a value a column, null for NULL
 */
public record Rows(List<Column> columns, List<List<@Nullable String>> rows) {
  public Rows {
    columns = List.copyOf(columns);
    List<List<@Nullable String>> copy = new ArrayList<>();
    rows.forEach(row -> copy.add(Collections.unmodifiableList(new ArrayList<>(row))));
    rows = Collections.unmodifiableList(copy);
  }
}
