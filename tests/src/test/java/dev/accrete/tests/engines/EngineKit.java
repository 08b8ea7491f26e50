package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an engine has to pass: every strategy over every kind of source, with NULL keys, duplicates,
 * late rows, removals and moved keys, each table compared with its own SELECT after each run. A
 * further engine extends this class.
 */
abstract class EngineKit {
  private static final Map<String, String> MODELS =
      Map.of(
          "models/sources.yml",
          """
          sources:
            - name: raw.orders
              loaded_at: etl
              sortkeys: [happened]
              columns: {id: integer, customer: integer, amount: "decimal(8,2)", note: varchar, happened: timestamp, etl: timestamp}
            - name: raw.clicks
              loaded_at: {column: etl, grain: hour}
              columns: {customer: integer, page: varchar, etl: timestamp}
            - name: raw.customers
              changes: snapshot
              columns: {id: integer, region: varchar}
            - name: raw.pairs
              changes: snapshot
              columns: {a: varchar, b: varchar}
          """,
          "models/priced.sql",
          """
          SELECT id, customer, amount, note, happened
          FROM (
            SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY happened, note, amount, customer) AS copy
            FROM ${ref('raw.orders')}
          ) AS o
          WHERE copy = 1
          """,
          "models/per_customer.sql",
          """
          SELECT o.customer, MIN(o.happened) AS first_at, COUNT(*) AS orders, SUM(o.amount) AS amount,
            COUNT(DISTINCT o.note) AS notes
          FROM ${ref('raw.orders')} AS o
          GROUP BY o.customer
          """,
          "models/regions.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT c.region, COUNT(*) AS orders, SUM(o.amount) AS amount, MIN(o.happened) AS first_at,
            COUNT(DISTINCT o.note) AS notes, AVG(o.amount) AS mean
          FROM ${ref('raw.orders')} AS o
          JOIN ${ref('raw.customers')} AS c ON c.id = o.customer
          GROUP BY c.region
          HAVING COUNT(*) > 1
          """,
          "models/named.sql",
          """
          SELECT k.customer, k.page, c.region
          FROM ${ref('raw.clicks')} AS k
          LEFT JOIN ${ref('raw.customers')} AS c ON c.id = k.customer
          """,
          "models/totals.sql",
          "SELECT COUNT(*) AS rows_of_all, SUM(amount) AS amount, MAX(note) AS note FROM ${ref('raw.orders')}\n",
          "models/latest.sql",
          """
          SELECT r.region, o.note, o.orders
          FROM ${ref('regions')} AS r
          LEFT JOIN ${ref('priced')} AS p ON p.amount = r.amount
          JOIN (
            SELECT note, COUNT(*) AS orders FROM ${ref('priced')} GROUP BY note
          ) AS o ON o.orders >= r.orders
          """,
          "models/people.sql",
          "SELECT * FROM ${components('raw.pairs', 'a', 'b')}\n",
          "models/seen.sql",
          """
          ---
          materialized: view
          ---
          SELECT region, orders + notes AS n FROM ${ref('regions')}
          """);

  private final Warehouse warehouse = Warehouse.over(open(), project());

  /** An empty database. */
  abstract Database open();

  /** The engine's name, and settings of a target, as a YAML map has them. */
  abstract String target();

  private Map<String, String> project() {
    Map<String, String> files = new TreeMap<>(MODELS);
    files.put(
        "accrete.yml",
        "name: kit\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n  dev: {"
            + target()
            + "}\n");
    return files;
  }

  @BeforeEach
  void sources() {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute(
        "CREATE TABLE raw.orders (id INTEGER, customer INTEGER, amount DECIMAL(8,2), note VARCHAR(20), happened TIMESTAMP, etl TIMESTAMP)");
    warehouse.execute(
        "CREATE TABLE raw.clicks (customer INTEGER, page VARCHAR(20), etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE raw.customers (id INTEGER, region VARCHAR(20))");
    warehouse.execute("CREATE TABLE raw.pairs (a VARCHAR(10), b VARCHAR(10))");
    warehouse.execute(
        "INSERT INTO raw.customers VALUES (1, 'eu'), (2, 'us'), (3, NULL), (3, 'eu')");
    warehouse.execute(
        "INSERT INTO raw.pairs VALUES ('a', 'b'), ('c', 'd'), ('d', 'e'), ('x', NULL)");
    orders(1, "(10, 1, 5.50, 'x'), (11, 2, 2.25, NULL), (12, 3, 1, 'y'), (13, NULL, 4, 'x')");
    clicks(1, "(1, 'home'), (NULL, 'home'), (1, 'home')");
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private void orders(int day, String rows) {
    warehouse.execute(
        "INSERT INTO raw.orders SELECT v.*, TIMESTAMP '2026-01-01' + "
            + day
            + " * INTERVAL '1 day', TIMESTAMP '2026-02-01' + "
            + day
            + " * INTERVAL '1 day' FROM (VALUES "
            + rows
            + ") AS v");
  }

  private void clicks(int hour, String rows) {
    warehouse.execute(
        "INSERT INTO raw.clicks SELECT v.*, TIMESTAMP '2026-02-01' + "
            + hour
            + " * INTERVAL '1 hour' FROM (VALUES "
            + rows
            + ") AS v");
  }

  private RunOutcome run(String when) {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).as(when).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, when);
    return outcome;
  }

  private static RunStrategy strategy(RunOutcome outcome, String model) {
    System.out.println(outcome.result(model).reason());
    return outcome.result(model).strategy();
  }

  @Test
  void everyStrategyLeavesWhatARebuildWould() {
    assertThat(strategy(run("the first run"), "per_customer")).isEqualTo(RunStrategy.FULL);
    assertThat(strategy(run("nothing new"), "per_customer")).isEqualTo(RunStrategy.NONE);
    orders(2, "(14, 1, 1.25, 'z'), (15, NULL, 2, NULL), (16, 7, 3, 'x')");
    clicks(2, "(2, 'shop'), (9, NULL)");
    RunOutcome grown = run("new rows");
    assertThat(strategy(grown, "per_customer")).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(strategy(grown, "regions")).isEqualTo(RunStrategy.MERGE);
    assertThat(strategy(grown, "totals")).isEqualTo(RunStrategy.MERGE);
    assertThat(strategy(grown, "named")).isEqualTo(RunStrategy.APPEND);
    assertThat(strategy(grown, "priced")).isEqualTo(RunStrategy.RECOMPUTE);
    warehouse.execute("UPDATE raw.customers SET region = 'us' WHERE id = 1");
    warehouse.execute("DELETE FROM raw.customers WHERE region IS NULL");
    warehouse.execute("INSERT INTO raw.customers VALUES (7, 'eu'), (9, 'eu')");
    RunOutcome moved = run("moved, vanished and new customers");
    assertThat(strategy(moved, "regions")).isEqualTo(RunStrategy.MERGE);
    assertThat(strategy(moved, "named")).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(strategy(moved, "per_customer")).isEqualTo(RunStrategy.NONE);
    warehouse.execute("DELETE FROM raw.pairs WHERE a = 'd'");
    warehouse.execute("INSERT INTO raw.pairs VALUES ('b', 'x'), ('e', 'a')");
    assertThat(run("edges that came and went").result("people").rowsInserted()).isPositive();
  }

  @Test
  void lateDuplicatedAndShrunkBatchesAreTakenIn() {
    run("the first run");
    orders(1, "(10, 1, 5.50, 'x'), (9, 2, 8, 'late')");
    clicks(1, "(1, 'home')");
    RunOutcome reopened = run("batches that grew");
    assertThat(strategy(reopened, "per_customer")).isEqualTo(RunStrategy.RECOMPUTE);
    warehouse.execute("DELETE FROM raw.orders WHERE id = 11");
    run("a batch that shrank");
    warehouse.execute("DELETE FROM raw.orders");
    run("nothing left");
    orders(3, "(20, 1, 1, 'x')");
    run("something again");
  }
}
