package dev.accrete.tests.benchmarks;

import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Every strategy against the full rebuild and against SQL by hand, side by side: batches of 0.1, 1
 * and 10 %, keys that live briefly and keys that are hot. After all batches each table is compared
 * with its SELECT.
 */
final class StrategyBenchmark {
  /** Batch sizes, in thousandths of the events that the tables start from. */
  static final List<Integer> BATCHES = List.of(1, 10, 100);

  private static final String SOURCES =
      """
      sources:
        - name: raw.events
          loaded_at: etl
          columns:
            id: {type: bigint}
            session: {type: bigint}
            customer: {type: integer}
            page: {type: integer}
            amount: {type: integer}
            ts: {type: timestamp}
        - name: raw.customers
          changes: snapshot
          columns:
            id: {type: integer}
            region: {type: varchar}
      """;

  private final Path folder;
  private final Path database;
  private final long events;
  private final int runs;
  private final Map<StrategyTable, Map<String, Contender>> contenders = new LinkedHashMap<>();
  private int loads;

  StrategyBenchmark(Path work, long events, int runs) throws IOException {
    this.folder = work.resolve("strategies-" + events);
    this.database = folder.resolve("events.duckdb");
    this.events = events;
    this.runs = runs;
    Workload.delete(folder);
    Files.createDirectories(folder);
  }

  /** One that keeps a table: how it takes in a batch, and in which schema the table is. */
  private record Contender(String schema, Supplier<Measured> update) {}

  /**
   * Figures of one contender and one size of batches.
   *
   * @param strategy what Accrete chose; empty by hand
   * @param wrongRows rows that differ from the SELECT after all batches of all sizes
   */
  record Figures(Sample sql, Sample freeze, String strategy, long wrongRows) {}

  /** The figures: table, batch in thousandths, contender. */
  Map<String, Map<Integer, Map<String, Figures>>> measure() throws IOException {
    createEvents();
    for (StrategyTable table : StrategyTable.ALL) {
      contenders.put(table, contenders(table));
    }
    Map<String, Map<Integer, Map<String, List<Measured>>>> times = new LinkedHashMap<>();
    for (int batch : BATCHES) {
      for (int run = 0; run <= runs; run++) {
        load(events * batch / 1_000);
        for (StrategyTable table : StrategyTable.ALL) {
          // They take turns, so that nobody is always the first to read a batch.
          List<String> order = new ArrayList<>(all(table).keySet());
          Collections.rotate(order, run);
          for (String name : order) {
            Measured measured = Objects.requireNonNull(all(table).get(name)).update().get();
            if (run > 0) {
              times
                  .computeIfAbsent(table.title(), t -> new LinkedHashMap<>())
                  .computeIfAbsent(batch, b -> new LinkedHashMap<>())
                  .computeIfAbsent(name, n -> new ArrayList<>())
                  .add(measured);
            }
          }
        }
      }
    }
    return figures(times);
  }

  private Map<String, Contender> all(StrategyTable table) {
    return Objects.requireNonNull(contenders.get(table));
  }

  private Map<String, Map<Integer, Map<String, Figures>>> figures(
      Map<String, Map<Integer, Map<String, List<Measured>>>> times) {
    Map<String, Map<Integer, Map<String, Figures>>> figures = new LinkedHashMap<>();
    for (StrategyTable table : StrategyTable.ALL) {
      Map<String, Long> wrong = new LinkedHashMap<>();
      all(table).forEach((name, c) -> wrong.put(name, wrongRows(table, c.schema())));
      Map<Integer, Map<String, Figures>> byBatch = new LinkedHashMap<>();
      Objects.requireNonNull(times.get(table.title()))
          .forEach((batch, runs) -> byBatch.put(batch, figures(all(table).keySet(), runs, wrong)));
      figures.put(table.title(), byBatch);
    }
    return figures;
  }

  private static Map<String, Figures> figures(
      Iterable<String> names, Map<String, List<Measured>> times, Map<String, Long> wrong) {
    Map<String, Figures> figures = new LinkedHashMap<>();
    for (String name : names) {
      List<Measured> all = Objects.requireNonNull(times.get(name));
      figures.put(
          name,
          new Figures(
              new Sample(all.stream().map(Measured::sql).toList()),
              new Sample(all.stream().map(StrategyBenchmark::freeze).toList()),
              all.get(all.size() - 1).strategy(),
              Objects.requireNonNull(wrong.get(name))));
    }
    return figures;
  }

  /** What the run spends before it looks at the model. */
  private static Duration freeze(Measured measured) {
    return measured.statements().entrySet().stream()
        .filter(e -> e.getKey().startsWith("run: "))
        .map(Map.Entry::getValue)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private Map<String, Contender> contenders(StrategyTable table) throws IOException {
    Map<String, Contender> all = new LinkedHashMap<>();
    all.put("Accrete", accrete(table, ""));
    for (String pin : table.pins()) {
      all.put("Accrete, pinned to " + pin, accrete(table, pin));
    }
    all.put("Accrete, full rebuild", rebuilt(table));
    for (Map.Entry<String, List<String>> way : table.byHand().entrySet()) {
      all.put("by hand: " + way.getKey(), byHand(table, way.getKey(), way.getValue()));
    }
    return all;
  }

  private Contender accrete(StrategyTable table, String pin) throws IOException {
    String schema = table.model() + (pin.isEmpty() ? "" : "_" + pin);
    Accrete accrete = new Accrete(project(table, schema, pin));
    accrete.build(database);
    return new Contender(schema, () -> accrete.update(database));
  }

  private Contender rebuilt(StrategyTable table) throws IOException {
    String schema = table.model() + "_full";
    Accrete accrete = new Accrete(project(table, schema, ""));
    accrete.build(database);
    return new Contender(schema, () -> accrete.rebuild(database));
  }

  private Path project(StrategyTable table, String schema, String pin) throws IOException {
    Path project = folder.resolve(schema);
    Files.createDirectories(project.resolve("models"));
    Files.writeString(
        project.resolve("accrete.yml"),
        """
        name: %s
        schema: %s
        dialect: duckdb
        target: dev
        targets:
          dev: {engine: duckdb, path: events.duckdb}
        """
            .formatted(schema, schema));
    Files.writeString(project.resolve("models/sources.yml"), SOURCES);
    String head = pin.isEmpty() ? "" : "---\nincremental: {strategy: " + pin + "}\n---\n";
    Files.writeString(project.resolve("models/" + table.model() + ".sql"), head + table.select());
    return project;
  }

  private Contender byHand(StrategyTable table, String name, List<String> statements) {
    String schema = table.model() + "_by_hand_" + name.replace(' ', '_');
    execute("CREATE SCHEMA " + schema);
    execute("CREATE TABLE " + schema + "." + table.model() + " AS " + table.plain());
    return new Contender(schema, () -> takeIn(schema, statements));
  }

  private Measured takeIn(String schema, List<String> statements) {
    Stopwatch watch = new Stopwatch();
    Duration cpu = CpuClock.own();
    long start = System.nanoTime();
    try (DuckDbDatabase open = DuckDbDatabase.open(database);
        Session session = open.session("by hand", watch)) {
      session.begin();
      for (String statement : statements) {
        session.execute(
            "by hand", statement.replace("{schema}", schema).replace("{since}", stamp(loads - 1)));
      }
      session.commit();
    }
    return new Measured(
        Duration.ofNanos(System.nanoTime() - start), CpuClock.own().minus(cpu), watch.times());
  }

  private long wrongRows(StrategyTable table, String schema) {
    String one = schema + "." + table.model();
    try (DuckDbDatabase open = DuckDbDatabase.open(database);
        Session session = open.session("compare", StatementListener.NONE)) {
      String two = "(" + table.plain() + ")";
      return lacking(session, "FROM " + one, two) + lacking(session, "FROM " + two, "FROM " + one);
    }
  }

  private static long lacking(Session session, String one, String other) {
    return session
        .first(
            "compare",
            "SELECT COUNT(*) FROM (" + one + " EXCEPT ALL " + other + ") AS difference",
            row -> row.number(1))
        .orElseThrow();
  }

  /** A hundred batches; sessions of some eight events, each within a few minutes. */
  private void createEvents() {
    execute("CREATE SCHEMA raw");
    execute(
        "CREATE TABLE raw.customers AS SELECT CAST(i AS INTEGER) AS id, 'region ' || (i % 7) AS"
            + " region FROM range(10000) AS r (i)");
    execute(
        "CREATE TABLE raw.events AS "
            + rows(
                0,
                events,
                0,
                "TIMESTAMP '2026-01-01' + INTERVAL 1 HOUR * (i * 100 // " + events + ")"));
  }

  /** One event in ten belongs to a session of the last fiftieth of history. */
  private void load(long count) {
    long first = number("SELECT MAX(id) + 1 FROM raw.events");
    loads++;
    execute("INSERT INTO raw.events " + rows(first, first + count, events / 50, stamp(loads)));
  }

  private static String stamp(int load) {
    return String.format(Locale.ROOT, "(TIMESTAMP '2026-02-01' + INTERVAL 1 HOUR * %d)", load);
  }

  private static String rows(long from, long to, long late, String etl) {
    return "SELECT i AS id, (i - back + hash(i) % 64) // 8 AS session, CAST(hash(i + 1) % 10000 AS"
        + " INTEGER) AS customer, CAST(hash(i + 2) % 500 AS INTEGER) AS page, CAST(hash(i + 3) % 100 AS"
        + " INTEGER) AS amount, TIMESTAMP '2026-01-01' + INTERVAL 1 MILLISECOND * ((i - back) * 300) AS"
        + " ts, "
        + etl
        + " AS etl FROM (SELECT i, CASE WHEN hash(i + 4) % 10 = 0 THEN hash(i + 5) % "
        + (late + 1)
        + " ELSE 0 END AS back FROM range("
        + from
        + ", "
        + to
        + ") AS r (i))";
  }

  private void execute(String sql) {
    try (DuckDbDatabase open = DuckDbDatabase.open(database);
        Session session = open.session("prepare", StatementListener.NONE)) {
      session.execute("prepare", sql);
    }
  }

  private long number(String sql) {
    try (DuckDbDatabase open = DuckDbDatabase.open(database);
        Session session = open.session("prepare", StatementListener.NONE)) {
      return session.first("prepare", sql, row -> row.number(1)).orElseThrow();
    }
  }
}
