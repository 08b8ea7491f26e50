package dev.accrete.tests.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.sample.SampleEvents.LoadFile;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.data.DataRow;
import dev.accrete.tests.data.HardLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Loads events and contexts, runs, and compares, load after load: each table with its own SELECT,
 * and at the end with what plain Java finds.
 */
final class WebHistory {
  private static final String CONTEXTS = "atomic.com_snowplowanalytics_snowplow_web_page_1";

  private final String name;
  private final Warehouse warehouse;
  private final Path folder;
  private final List<DataRow> events = new ArrayList<>();
  private final List<DataRow> contexts = new ArrayList<>();
  private final TreeMap<String, Integer> strategies = new TreeMap<>();
  private long all;
  private long rows;
  private long cookies;
  private final TreeMap<String, Long> touched = new TreeMap<>();
  private int runs;
  private final long begun = System.nanoTime();

  WebHistory(String name, Warehouse warehouse, Path folder) {
    this.name = name;
    this.warehouse = warehouse;
    this.folder = folder;
  }

  /** Plays all loads; every model that has anything to do after the first is incremental. */
  void play(List<HardLoad> loads) throws IOException {
    for (HardLoad load : loads) {
      take(load);
      run();
      Oracle.assertUpToDate(warehouse, name + ", load " + runs);
    }
    print();
  }

  /** The same from files into DuckDB, for more events than are kept here. */
  void playFiles(List<LoadFile> files) throws IOException {
    for (LoadFile file : files) {
      long events = warehouse.load("atomic.events", file.path()).rows();
      long more = warehouse.load(CONTEXTS, file.contexts()).rows();
      String met =
          "SELECT COUNT(DISTINCT domain_userid) FROM atomic.events WHERE rowid >="
              + " (SELECT COUNT(*) FROM atomic.events) - "
              + events;
      count(events + more, warehouse.number(met));
      run();
      Oracle.assertUpToDateAtScale(warehouse, name + ", load " + runs);
    }
    print();
  }

  private void run() {
    for (ModelResult result : warehouse.run().results()) {
      assertThat(result.succeeded()).as(name + ": " + result).isTrue();
      assertThat(result.message()).as(name + ": " + result).isEmpty();
      if (runs > 0) {
        assertThat(result.strategy())
            .as("%s, load %d: %s", name, runs + 1, result)
            .isNotEqualTo(RunStrategy.FULL);
        strategies.merge(result.model() + " " + result.strategy().word(), 1, Integer::sum);
        touched.merge(
            result.model(), Objects.requireNonNullElse(result.keysTouched(), 0L), Long::sum);
      }
    }
    runs++;
  }

  private void count(long brought, long met) {
    all += brought;
    if (runs > 0) {
      rows += brought;
      cookies += met;
    }
  }

  private void take(HardLoad load) throws IOException {
    Path path = folder.resolve("events.csv");
    load.writeEvents(path);
    warehouse.load("atomic.events", path);
    events.addAll(load.events());
    if (!load.contexts().isEmpty() || runs == 0) {
      Path beside = folder.resolve("contexts.csv");
      load.writeContexts(beside);
      warehouse.load(CONTEXTS, beside);
      contexts.addAll(load.contexts());
    }
    Set<String> met = new HashSet<>();
    load.events().forEach(e -> met.add(String.valueOf(e.value("domain_userid"))));
    count(load.events().size() + load.contexts().size(), met.size());
  }

  /** Each column of page_views, sessions and visitors is what plain Java finds. */
  void assertReckoned(WebSettings settings) {
    WebReckoning reckoning = new WebReckoning(events, contexts, settings);
    assertEqual("page_views", reckoning.pageViews());
    assertEqual("sessions", reckoning.sessions());
    assertEqual("visitors", reckoning.visitors());
  }

  private void assertEqual(String model, List<Row> expected) {
    List<String> columns = new ArrayList<>();
    expected.get(0).columns().forEach(columns::add);
    assertThat(columns)
        .as("%s: columns of %s", name, model)
        .containsExactlyInAnyOrderElementsOf(warehouse.model(model).plan().columns());
    List<String> found = Lines.of(warehouse, model, columns);
    List<String> lines = expected.stream().map(Row::line).toList();
    List<String> lacking = minus(lines, found);
    List<String> superfluous = minus(found, lines);
    assertThat(superfluous.stream().limit(3).toList())
        .as("%s: rows of %s that Java does not find; columns %s", name, model, columns)
        .isEqualTo(lacking.stream().limit(3).toList());
    assertThat(superfluous).as(name + ": " + model).hasSameSizeAs(lacking).isEmpty();
  }

  /** What of a bag is not in another one, sorted. */
  private static List<String> minus(List<String> from, List<String> what) {
    Map<String, Integer> counts = new HashMap<>();
    what.forEach(line -> counts.merge(line, 1, Integer::sum));
    return from.stream().filter(line -> counts.merge(line, -1, Integer::sum) < 0).sorted().toList();
  }

  private void print() {
    int later = Math.max(runs - 1, 1);
    int ran = strategies.values().stream().mapToInt(n -> n).sum();
    System.out.printf(
        "%s: %d loads, %d rows, %.1f rows and %.1f cookies in each after the first; of %d runs of models after"
            + " the first load %d were incremental: %s; keys touched in all of these: %s; %.1f s%n",
        name,
        runs,
        all,
        (double) rows / later,
        (double) cookies / later,
        ran,
        ran
            - strategies.entrySet().stream()
                .filter(e -> e.getKey().endsWith(" full"))
                .mapToInt(e -> e.getValue())
                .sum(),
        strategies,
        touched,
        (System.nanoTime() - begun) / 1e9);
  }
}
