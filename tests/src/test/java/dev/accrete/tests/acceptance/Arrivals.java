package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A small project over events and their contexts that arrive in landing tables. Whatever is sent is
 * written down in a table of its own as well, so that what is lost or comes twice is seen without
 * Accrete.
 */
final class Arrivals {
  static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          """
          name: landed
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.events
              changes: landing
              landing: landing.events
              sortkeys: [happened]
              columns: {id: integer, person: varchar, amount: integer, happened: timestamp}
            - name: raw.contexts
              changes: landing
              landing: landing.contexts
              columns: {root_id: integer, page: varchar}
          """,
          "models/kept.sql",
          """
          SELECT id, person, amount, happened
          FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY happened, person, amount) AS n FROM ${ref('raw.events')})
          WHERE n = 1
          """,
          "models/people.sql",
          """
          SELECT e.person, MIN(e.happened) AS first_at, COUNT(*) AS events, COUNT(DISTINCT c.page) AS pages
          FROM ${ref('raw.events')} AS e
          LEFT JOIN ${ref('raw.contexts')} AS c ON c.root_id = e.id
          GROUP BY e.person
          """,
          "models/plain.sql",
          "SELECT id, amount + 1 AS more FROM ${ref('raw.events')} WHERE person IS NOT NULL\n",
          "models/total.sql",
          "SELECT COUNT(*) AS events, SUM(amount) AS amount FROM ${ref('raw.events')}\n",
          "models/days.sql",
          """
          SELECT CAST(happened AS DATE) AS day, COUNT(*) AS kept FROM ${ref('kept')} GROUP BY 1
          """);

  private final Warehouse warehouse;
  private int processes;
  private int sent;

  Arrivals(Warehouse warehouse) {
    this.warehouse = warehouse;
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE SCHEMA landing");
    warehouse.execute("CREATE SCHEMA sent");
    for (String schema : new String[] {"raw", "landing", "sent"}) {
      // A column that nobody declares moves as well.
      warehouse.execute(
          "CREATE TABLE "
              + schema
              + ".events (id INTEGER, person VARCHAR, amount INTEGER, happened TIMESTAMP, extra INTEGER)");
      warehouse.execute("CREATE TABLE " + schema + ".contexts (root_id INTEGER, page VARCHAR)");
    }
  }

  /** The same project with other or further files. */
  static Map<String, String> with(String... files) {
    Map<String, String> all = new HashMap<>(PROJECT);
    for (int i = 0; i < files.length; i += 2) {
      all.put(files[i], files[i + 1]);
    }
    return all;
  }

  /** Some events arrive: new ones, a copy of an old one, one of nobody, one from long ago. */
  void arrive() {
    int n = ++sent;
    events(
        "(%d, 'p%d', %d, TIMESTAMP '2026-03-01' + INTERVAL (%d) HOUR, %d)"
            .formatted(n, n % 5, n, 7 * n, n),
        "(%d, 'p%d', %d, TIMESTAMP '2026-03-01' + INTERVAL (%d) HOUR, NULL)"
            .formatted(1 + n / 2, n % 3, n, n - 20, n),
        "(%d, NULL, NULL, NULL, NULL)".formatted(1000 + n));
    contexts("(%d, '/%d')".formatted(n, n % 4), "(%d, '/late')".formatted(n - 2));
  }

  void events(String... rows) {
    send("events", rows);
  }

  void contexts(String... rows) {
    send("contexts", rows);
  }

  private void send(String table, String... rows) {
    for (String schema : new String[] {"sent", "landing"}) {
      warehouse.execute(
          "INSERT INTO " + schema + "." + table + " VALUES " + String.join(", ", rows));
    }
  }

  RunRequest request(String... models) {
    Set<String> names = models.length == 0 ? new HashSet<>(warehouse.models()) : Set.of(models);
    return warehouse.request(names).as("process " + ++processes);
  }

  /** Runs some models, all where none is named, which must end well. */
  RunOutcome run(String... models) {
    RunOutcome outcome = warehouse.run(RunListener.NONE, request(models));
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    return outcome;
  }

  /** Runs all models, and compares tables with their SELECTs, and sources with what was sent. */
  Map<String, RunStrategy> compared(String when) {
    RunOutcome outcome = run();
    Map<String, RunStrategy> strategies = new TreeMap<>();
    outcome.results().forEach(r -> strategies.put(r.model(), r.strategy()));
    assertNothingIsLost(when);
    assertThat(waiting()).as(when).isZero();
    Oracle.assertUpToDate(warehouse, when);
    return strategies;
  }

  /** Each row that was sent is in the source's table or in the landing table, once. */
  void assertNothingIsLost(String when) {
    for (String table : new String[] {"events", "contexts"}) {
      String there =
          "(SELECT * FROM raw." + table + " UNION ALL SELECT * FROM landing." + table + ")";
      String lost = "SELECT * FROM sent." + table + " EXCEPT ALL SELECT * FROM " + there;
      String twice = "SELECT * FROM " + there + " EXCEPT ALL SELECT * FROM sent." + table;
      assertThat(warehouse.rows(lost)).as("%s: %s that were lost", when, table).isEmpty();
      assertThat(warehouse.rows(twice)).as("%s: %s that came twice", when, table).isEmpty();
    }
  }

  /** Rows that no run has claimed. */
  long waiting() {
    return warehouse.number(
        "SELECT (SELECT COUNT(*) FROM landing.events) + (SELECT COUNT(*) FROM landing.contexts)");
  }

  /** Claimed rows that are kept for readers. */
  long kept() {
    return warehouse
        .texts(
            "SELECT 'accrete.\"' || table_name || '\"' FROM duckdb_tables() WHERE table_name LIKE"
                + " 'raw.events\\_changes\\_%' ESCAPE '\\'")
        .stream()
        .mapToLong(table -> warehouse.number("SELECT COUNT(*) FROM " + table))
        .sum();
  }
}
