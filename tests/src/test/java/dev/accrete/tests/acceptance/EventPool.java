package dev.accrete.tests.acceptance;

import dev.accrete.runtime.sample.SampleColumns;
import dev.accrete.runtime.sample.SampleConfig;
import dev.accrete.tests.data.DataRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Many small loads of generated events, kept beside the source's table, so that a test loads the
 * next one by a single statement.
 */
public final class EventPool {
  private static final int EACH = 8;

  private final Warehouse warehouse;
  private final EventLoads events;
  private final int loads;
  private int next;

  private EventPool(Warehouse warehouse, EventLoads events) {
    this.warehouse = warehouse;
    this.events = events;
    this.loads = events.loads().size() - 1;
  }

  /**
   * Loads the first events and keeps the others for later.
   *
   * @param first how many come first
   * @param loads how many loads of a few events follow, all hard cases in them
   */
  public static EventPool fill(Warehouse warehouse, long seed, int first, int loads, Path folder)
      throws IOException {
    EventLoads events = events(seed, first, loads);
    EventPool pool = new EventPool(warehouse, events);
    pool.keepTheRest(folder);
    return pool;
  }

  /** Such events as they are. */
  public static EventLoads events(long seed, int first, int loads) {
    return EventLoads.sample("pool", SampleConfig.growing(seed, first, loads, EACH));
  }

  private void keepTheRest(Path folder) throws IOException {
    List<DataRow> rest = new ArrayList<>();
    StringBuilder numbers = new StringBuilder();
    for (int load = 1; load <= loads; load++) {
      rest.addAll(events.loads().get(load));
      numbers.append((load + ",").repeat(events.loads().get(load).size()));
    }
    warehouse.load(events.write(rest, folder.resolve("rest.csv")));
    warehouse.execute(
        "CREATE TABLE atomic.pool AS SELECT e.*, ["
            + numbers
            + "0][e.rowid + 1] AS load FROM atomic.events AS e");
    warehouse.execute("DELETE FROM atomic.events");
    warehouse.load(events.write(0, folder));
  }

  /** Loads the next few events; begins again where there are no more, which makes copies. */
  public void load() {
    int load = nextWithRows();
    String columns = String.join(", ", SampleColumns.NAMES);
    warehouse.execute(
        "INSERT INTO atomic.events (%s) SELECT %s FROM atomic.pool WHERE load = %d"
            .formatted(columns, columns, load));
  }

  private int nextWithRows() {
    int load = next++ % loads + 1;
    return events.loads().get(load).isEmpty() ? nextWithRows() : load;
  }
}
