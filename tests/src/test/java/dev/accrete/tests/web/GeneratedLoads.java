package dev.accrete.tests.web;

import dev.accrete.runtime.sample.EventStream;
import dev.accrete.runtime.sample.SampleColumns;
import dev.accrete.runtime.sample.SampleConfig;
import dev.accrete.runtime.sample.SampleContext;
import dev.accrete.runtime.sample.SampleEvent;
import dev.accrete.runtime.sample.SampleEvents;
import dev.accrete.tests.data.DataRow;
import dev.accrete.tests.data.HardLoad;
import dev.accrete.tests.data.WebColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generated events as loads of rows. */
final class GeneratedLoads {
  private GeneratedLoads() {}

  static List<HardLoad> of(SampleConfig config) {
    List<HardLoad> loads = new ArrayList<>();
    EventStream stream = SampleEvents.of(config).openWithContexts();
    while (stream.nextLoad()) {
      List<DataRow> events = new ArrayList<>();
      for (SampleEvent event = stream.next(); event != null; event = stream.next()) {
        events.add(row(event));
      }
      loads.add(new HardLoad(events, stream.contexts().stream().map(GeneratedLoads::row).toList()));
    }
    return loads;
  }

  private static DataRow row(SampleEvent event) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    List<@Nullable String> cells = event.values();
    for (String column : WebColumns.EVENTS.keySet()) {
      int place = SampleColumns.NAMES.indexOf(column);
      values.put(column, place < 0 ? null : cells.get(place));
    }
    return new DataRow(values);
  }

  private static DataRow row(SampleContext context) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (int i = 0; i < SampleContext.NAMES.size(); i++) {
      values.put(SampleContext.NAMES.get(i), context.values().get(i));
    }
    return new DataRow(values);
  }
}
