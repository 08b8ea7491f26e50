package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A small project of events with stamps, and of two tables of contexts that have none. */
public final class Contexts {
  private static final String SETTINGS =
      """
      name: snow
      schema: derived
      dialect: %s
      target: dev
      targets:
        dev: %s
      """;

  private static final String SOURCES =
      """
      sources:
        - name: atomic.events
          loaded_at: {column: etl, grain: %s}
          columns: {event_id: varchar, person: varchar, happened: timestamp, etl: timestamp}
        - name: atomic.pages
          loaded_with: {source: atomic.events, on: root_id = event_id}
          columns: {root_id: varchar, page: varchar, n: integer}
        - name: atomic.agents
          loaded_with: {source: atomic.events, on: [root_id = event_id, root_tstamp = happened]}
          columns: {root_id: varchar, root_tstamp: timestamp, agent: varchar}
      """;

  private final Warehouse warehouse;
  private int processes;

  /** The tables of both, empty. */
  public Contexts(Warehouse warehouse) {
    this.warehouse = warehouse;
    warehouse.execute("CREATE SCHEMA atomic");
    warehouse.execute(
        "CREATE TABLE atomic.events (event_id VARCHAR, person VARCHAR, happened TIMESTAMP, etl"
            + " TIMESTAMP)");
    warehouse.execute("CREATE TABLE atomic.pages (root_id VARCHAR, page VARCHAR, n INTEGER)");
    warehouse.execute(
        "CREATE TABLE atomic.agents (root_id VARCHAR, root_tstamp TIMESTAMP, agent VARCHAR)");
  }

  /** The project on DuckDB, its events counted by stamp, hour or day. */
  public static Map<String, String> onDuckDb(String grain) {
    return project("duckdb", "{engine: duckdb, path: target/dev.duckdb}", grain);
  }

  /** The same on PostgreSQL. */
  public static Map<String, String> onPostgres(String grain) {
    return project(
        "postgres", "{engine: postgres, url: \"jdbc:postgresql://localhost/test\"}", grain);
  }

  private static Map<String, String> project(String dialect, String target, String grain) {
    Map<String, String> files = new TreeMap<>();
    files.put("accrete.yml", SETTINGS.formatted(dialect, target));
    files.put("models/sources.yml", SOURCES.formatted(grain));
    files.put(
        "models/page_view_ids.sql",
        """
        SELECT root_id, MIN(page) AS page, COUNT(*) AS contexts
        FROM ${ref('atomic.pages')}
        GROUP BY root_id
        """);
    files.put(
        "models/visits.sql",
        """
        SELECT page, COUNT(*) AS contexts, COUNT(DISTINCT root_id) AS events, MAX(n) AS greatest
        FROM ${ref('atomic.pages')}
        GROUP BY page
        """);
    files.put(
        "models/first_pages.sql",
        """
        SELECT root_id, page, n
        FROM (
          SELECT root_id, page, n, ROW_NUMBER() OVER (PARTITION BY root_id ORDER BY n, page) AS place
          FROM ${ref('atomic.pages')}
        ) AS numbered
        WHERE place = 1
        """);
    files.put(
        "models/viewed.sql",
        """
        SELECT e.event_id, e.person, p.page, p.n
        FROM ${ref('atomic.events')} AS e
        JOIN ${ref('atomic.pages')} AS p ON p.root_id = e.event_id
        """);
    files.put(
        "models/people.sql",
        """
        SELECT e.person, COUNT(*) AS readings, COUNT(p.page) AS pages, MAX(p.n) AS greatest, MAX(a.agent) AS agent
        FROM ${ref('atomic.events')} AS e
        LEFT JOIN ${ref('atomic.pages')} AS p ON p.root_id = e.event_id
        LEFT JOIN ${ref('atomic.agents')} AS a ON a.root_id = e.event_id AND a.root_tstamp = e.happened
        GROUP BY e.person
        """);
    files.put(
        "models/agents.sql",
        """
        SELECT a.agent, COUNT(*) AS contexts, COUNT(e.event_id) AS events, MIN(e.person) AS person
        FROM ${ref('atomic.agents')} AS a
        LEFT JOIN ${ref('atomic.events')} AS e ON e.event_id = a.root_id AND e.happened = a.root_tstamp
        GROUP BY a.agent
        """);
    files.put(
        "models/views.sql",
        """
        SELECT v.page, e.person, COUNT(*) AS events, MIN(e.happened) AS first_one
        FROM ${ref('page_view_ids')} AS v
        JOIN ${ref('atomic.events')} AS e ON e.event_id = v.root_id
        GROUP BY v.page, e.person
        """);
    files.put(
        "models/readers.sql",
        """
        SELECT events, COUNT(*) AS pages, MAX(page) AS page
        FROM ${ref('views')}
        GROUP BY events
        """);
    files.put(
        "models/together.sql",
        """
        SELECT component, COUNT(*) AS nodes
        FROM ${components('atomic.pages', 'root_id', 'page')}
        GROUP BY component
        """);
    return files;
  }

  /** Events come under a stamp, which is a number of minutes or {@code NULL}. */
  public void events(String stamp, String... idsAndPeople) {
    for (int i = 0; i < idsAndPeople.length; i += 2) {
      String id = idsAndPeople[i];
      warehouse.execute(
          "INSERT INTO atomic.events VALUES ('%s', '%s', %s, %s)"
              .formatted(id, idsAndPeople[i + 1], happened(id), minute(stamp)));
    }
  }

  /** When an event happened follows from its id, so that contexts know it. */
  private static String happened(String id) {
    return "TIMESTAMP '2026-01-01 00:00:00' + "
        + Math.floorMod(id.hashCode(), 50)
        + " * INTERVAL '1' HOUR";
  }

  private static String minute(String stamp) {
    return stamp.equals("NULL")
        ? "NULL"
        : "TIMESTAMP '2026-02-01 00:00:00' + (" + stamp + ") * INTERVAL '1' MINUTE";
  }

  /** A page context comes; an id of {@code NULL} is none. */
  public void page(String id, String page, int n) {
    warehouse.execute(
        "INSERT INTO atomic.pages VALUES (%s, '%s', %d)".formatted(text(id), page, n));
  }

  /** A context of the agent comes. */
  public void agent(String id, String agent) {
    warehouse.execute(
        "INSERT INTO atomic.agents VALUES (%s, %s, '%s')"
            .formatted(text(id), id.equals("NULL") ? "NULL" : happened(id), agent));
  }

  private static String text(String id) {
    return id.equals("NULL") ? "NULL" : "'" + id + "'";
  }

  /** A request for some models, all where none is named. */
  public RunRequest request(String... models) {
    Set<String> names = models.length == 0 ? new HashSet<>(warehouse.models()) : Set.of(models);
    return warehouse.request(names).as("process " + ++processes);
  }

  /** Runs some models, all where none is named, which must end well. */
  public Map<String, RunStrategy> run(String... models) {
    return run(RunListener.NONE, models);
  }

  /** The same while somebody listens. */
  public Map<String, RunStrategy> run(RunListener listener, String... models) {
    RunOutcome outcome = warehouse.run(listener, request(models));
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    Map<String, RunStrategy> strategies = new TreeMap<>();
    outcome.results().forEach(r -> strategies.put(r.model(), r.strategy()));
    return strategies;
  }

  /** Runs all models, and compares each table with its SELECT both ways. */
  public Map<String, RunStrategy> compared(String when) {
    Map<String, RunStrategy> strategies = run();
    Oracle.assertUpToDate(warehouse, when);
    return strategies;
  }
}
