package dev.accrete.tests.acceptance;

import dev.accrete.runtime.csv.CsvWriter;
import dev.accrete.runtime.sample.EventStream;
import dev.accrete.runtime.sample.SampleColumns;
import dev.accrete.runtime.sample.SampleConfig;
import dev.accrete.runtime.sample.SampleEvent;
import dev.accrete.runtime.sample.SampleEvents;
import dev.accrete.tests.data.DataRow;
import dev.accrete.tests.data.HardLoad;
import dev.accrete.tests.data.WebColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events, cut into loads.
 *
 * @param name the cut, for messages
 * @param columns of the rows: name to type
 * @param loads rows that arrive together
 */
public record EventLoads(String name, Map<String, String> columns, List<List<DataRow>> loads) {
  public EventLoads {
    loads = List.copyOf(loads);
  }

  /** Real events, made harder. */
  static EventLoads hard(String name, List<HardLoad> loads) {
    return new EventLoads(name, WebColumns.EVENTS, loads.stream().map(HardLoad::events).toList());
  }

  /** Generated events. */
  public static EventLoads sample(String name, SampleConfig config) {
    List<List<DataRow>> loads = new ArrayList<>();
    EventStream stream = SampleEvents.of(config).open();
    while (stream.nextLoad()) {
      List<DataRow> rows = new ArrayList<>();
      for (SampleEvent event = stream.next(); event != null; event = stream.next()) {
        rows.add(row(event));
      }
      loads.add(rows);
    }
    return new EventLoads(name, SampleColumns.TYPES, loads);
  }

  private static DataRow row(SampleEvent event) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    List<@Nullable String> cells = event.values();
    for (int i = 0; i < cells.size(); i++) {
      values.put(SampleColumns.NAMES.get(i), cells.get(i));
    }
    return new DataRow(values);
  }

  /** Writes a load as CSV with a header. */
  public Path write(int load, Path folder) throws IOException {
    return write(loads.get(load), folder.resolve("load-" + (load + 1) + ".csv"));
  }

  /** Writes some rows as CSV with a header. */
  public Path write(List<DataRow> rows, Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.create(file)) {
      csv.row(List.copyOf(columns.keySet()));
      for (DataRow row : rows) {
        csv.row(row.list());
      }
    }
    return file;
  }

  @Override
  public String toString() {
    return name;
  }
}
