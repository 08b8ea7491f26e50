package dev.accrete.tests.data;

import dev.accrete.runtime.csv.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What arrives together.
 *
 * @param events rows with {@link WebColumns#EVENTS}
 * @param contexts rows with {@link WebColumns#CONTEXTS}
 */
public record HardLoad(List<DataRow> events, List<DataRow> contexts) {
  public HardLoad {
    events = List.copyOf(events);
    contexts = List.copyOf(contexts);
  }

  /** Writes the events as CSV with a header. */
  public void writeEvents(Path path) throws IOException {
    write(path, WebColumns.EVENTS, events);
  }

  /** Writes the contexts as CSV with a header. */
  public void writeContexts(Path path) throws IOException {
    write(path, WebColumns.CONTEXTS, contexts);
  }

  private static void write(Path path, Map<String, String> columns, List<DataRow> rows)
      throws IOException {
    try (CsvWriter writer = CsvWriter.create(path)) {
      // Rows may have columns besides.
      writer.row(List.copyOf(rows.isEmpty() ? columns.keySet() : rows.get(0).values().keySet()));
      for (DataRow row : rows) {
        writer.row(row.list());
      }
    }
  }
}
