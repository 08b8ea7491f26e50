package dev.accrete.tests.data;

import dev.accrete.runtime.csv.CsvFile;
import dev.accrete.runtime.csv.CsvRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shared events as they are, without the blanks that CHAR columns are padded with.
 *
 * @param events rows with {@link WebColumns#EVENTS}
 * @param contexts rows with {@link WebColumns#CONTEXTS}
 */
public record WebEvents(List<DataRow> events, List<DataRow> contexts) {
  public WebEvents {
    events = List.copyOf(events);
    contexts = List.copyOf(contexts);
  }

  /**
   * Reads the folder that {@link SharedData#find} gave.
   *
   * @throws IOException where a file cannot be read
   */
  public static WebEvents read(Path data) throws IOException {
    Path folder = data.resolve("snowplow-web-a");
    return new WebEvents(
        read(folder.resolve("snowplow_web_events_it.csv"), WebColumns.EVENTS),
        read(folder.resolve("snowplow_web_page_view_context_it.csv"), WebColumns.CONTEXTS));
  }

  private static List<DataRow> read(Path path, Map<String, String> columns) throws IOException {
    List<DataRow> rows = new ArrayList<>();
    try (CsvFile file = CsvFile.open(path)) {
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (String column : columns.keySet()) {
          String value = row.value(file.header().indexOf(column));
          values.put(column, value == null ? null : value.stripTrailing());
        }
        rows.add(new DataRow(values));
      }
    }
    return rows;
  }
}
