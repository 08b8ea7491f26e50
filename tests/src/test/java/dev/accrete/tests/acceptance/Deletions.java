package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A project over events that may be deleted, with copies of deleted ones, and who does so. */
final class Deletions {
  static final String SOURCES =
      """
      sources:
        - name: atomic.events
          loaded_at: {column: etl, grain: GRAIN}
          deletes: atomic.events_deleted
          sortkeys: [t]
          columns:
            id: integer
            person: varchar
            session: integer
            page: varchar
            t: timestamp
            etl: timestamp
        - name: atomic.events_deleted
          loaded_at: deleted_at
          columns:
            id: integer
            person: varchar
            session: integer
            page: varchar
            t: timestamp
            etl: timestamp
        - name: atomic.pages
          loaded_at: etl
          columns:
            page: varchar
            title: varchar
      """;

  private static final String SETTINGS =
      """
      name: web
      schema: derived
      dialect: duckdb
      target: dev
      targets:
        dev: {engine: duckdb, path: target/dev.duckdb}
      """;

  private static final Map<String, String> MODELS =
      Map.of(
          "sessions",
          """
          SELECT session, MIN(t) AS started, MAX(t) AS ended, COUNT(DISTINCT page) AS pages, COUNT(*) AS events
          FROM ${ref('atomic.events')}
          GROUP BY session
          """,
          "lengths",
          """
          SELECT events, COUNT(*) AS sessions, SUM(pages) AS pages
          FROM ${ref('sessions')}
          GROUP BY events
          """,
          "people",
          """
          WITH ranked AS (
            SELECT id, person, session, page, t,
              ROW_NUMBER() OVER (PARTITION BY id ORDER BY t, person, session, page, etl) AS place
            FROM ${ref('atomic.events')}
          )
          SELECT person, COUNT(*) AS events, COUNT(DISTINCT page) AS pages, MIN(t) AS first_seen
          FROM ranked
          WHERE place = 1
          GROUP BY person
          """,
          "steps",
          """
          SELECT a.session, a.id, b.id AS later
          FROM ${ref('atomic.events')} AS a
          JOIN ${ref('atomic.events')} AS b ON a.session = b.session AND a.t < b.t AND a.page = b.page
          """,
          "entries",
          """
          SELECT e.id, e.person, e.page, p.title
          FROM ${ref('atomic.events')} AS e
          LEFT JOIN ${ref('atomic.pages')} AS p ON e.page = p.page
          WHERE NOT EXISTS (
            SELECT 1 FROM ${ref('atomic.events')} AS before
            WHERE before.person = e.person AND before.t < e.t)
          """,
          "titles",
          """
          SELECT p.title, COUNT(e.id) AS events, COUNT(*) AS n
          FROM ${ref('atomic.pages')} AS p
          LEFT JOIN ${ref('atomic.events')} AS e ON e.page = p.page
          GROUP BY p.title
          """,
          "visits",
          """
          SELECT id, person, UPPER(page) AS page, t
          FROM ${ref('atomic.events')}
          WHERE session <> 0
          """,
          "hot",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT page, COUNT(*) AS events, SUM(session) AS total, MAX(t) AS latest
          FROM ${ref('atomic.events')}
          GROUP BY page
          """,
          "total",
          """
          SELECT COUNT(*) AS events, SUM(session) AS total
          FROM ${ref('atomic.events')}
          """);

  private final Warehouse warehouse;
  private int processes;

  private Deletions(Warehouse warehouse, int processes) {
    this.warehouse = warehouse;
    this.processes = processes;
  }

  Deletions(Warehouse warehouse) {
    this(warehouse, 0);
    warehouse.execute("CREATE SCHEMA atomic");
    warehouse.execute(
        "CREATE TABLE atomic.events (id INTEGER, person VARCHAR, session INTEGER, page VARCHAR,"
            + " t TIMESTAMP, etl TIMESTAMP)");
    warehouse.execute(
        "CREATE TABLE atomic.events_deleted (id INTEGER, person VARCHAR, session INTEGER,"
            + " page VARCHAR, t TIMESTAMP, etl TIMESTAMP, deleted_at TIMESTAMP)");
    warehouse.execute("CREATE TABLE atomic.pages (page VARCHAR, title VARCHAR, etl TIMESTAMP)");
  }

  /** The project, its events counted by this grain. */
  static Map<String, String> project(String grain) {
    return project(grain, MODELS);
  }

  /** The project with other models. */
  static Map<String, String> of(Map<String, String> models) {
    return project("stamp", models);
  }

  private static Map<String, String> project(String grain, Map<String, String> models) {
    Map<String, String> texts = new HashMap<>();
    texts.put("accrete.yml", SETTINGS);
    texts.put("models/sources.yml", SOURCES.replace("GRAIN", grain));
    models.forEach((name, select) -> texts.put("models/" + name + ".sql", select));
    return texts;
  }

  /** The same project, as it was before anybody kept copies. */
  static Map<String, String> withoutCopies() {
    Map<String, String> texts = project("stamp");
    texts.computeIfPresent(
        "models/sources.yml",
        (path, text) -> text.replace("    deletes: atomic.events_deleted\n", ""));
    return texts;
  }

  /** The same tables for a project that was changed. */
  Deletions over(Warehouse other) {
    return new Deletions(other, processes);
  }

  /** A minute of the year's first days, NULL for none. */
  static String minute(String number) {
    return number.equals("NULL")
        ? "CAST(NULL AS TIMESTAMP)"
        : "(TIMESTAMP '2026-01-01 00:00:00' + INTERVAL '" + number + " minutes')";
  }

  /** An event, which has a moment of its own. */
  void load(int id, String person, int session, String page, int t, String stamp) {
    warehouse.execute(
        "INSERT INTO atomic.events VALUES (%d, %s, %d, '%s', %s, %s)"
            .formatted(id, person, session, page, minute("" + t), minute(stamp)));
  }

  /** Copies of the events that a condition holds for. */
  void copy(String where, int deletedAt) {
    warehouse.execute(
        "INSERT INTO atomic.events_deleted SELECT id, person, session, page, t, etl, "
            + minute("" + deletedAt)
            + " FROM atomic.events WHERE "
            + where);
  }

  void delete(String where) {
    warehouse.execute("DELETE FROM atomic.events WHERE " + where);
  }

  /** Runs some models, all where none is named, which must end well. */
  Map<String, ModelResult> run(RunListener listener, String... models) {
    Set<String> names = models.length == 0 ? Set.copyOf(warehouse.models()) : Set.of(models);
    RunOutcome outcome =
        warehouse.run(listener, warehouse.request(names).as("process " + ++processes));
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    Map<String, ModelResult> results = new TreeMap<>();
    outcome.results().forEach(r -> results.put(r.model(), r));
    return results;
  }

  /** Runs all models, and compares each table with its SELECT both ways. */
  Map<String, RunStrategy> compared(String when) {
    Map<String, RunStrategy> strategies = new TreeMap<>();
    run(RunListener.NONE).forEach((name, result) -> strategies.put(name, result.strategy()));
    Oracle.assertUpToDate(warehouse, when);
    return strategies;
  }
}
