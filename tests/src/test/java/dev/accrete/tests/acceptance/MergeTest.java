package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes are merged into groups; what is expected was worked out by hand. */
class MergeTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          Warehouse.SHOP,
          "models/sources.yml",
          """
          sources:
            - name: shop.orders
              loaded_at: etl
              columns: {id: int, customer: int, amount: "decimal(8,2)"}
            - name: crm.customers
              changes: snapshot
              columns: {id: int, region: varchar}
          """,
          "models/regions.sql",
          """
          ---
          incremental: {strategy: merge}
          ---
          SELECT
            c.region,
            COUNT(*) AS orders,
            COUNT(o.amount) AS priced,
            SUM(o.amount) AS amount,
            MIN(o.amount) AS least
          FROM ${ref('shop.orders')} AS o
          JOIN ${ref('crm.customers')} AS c ON c.id = o.customer
          GROUP BY c.region
          HAVING COUNT(*) > 1
          """,
          "models/doubled.sql",
          "SELECT region, orders * 2 AS twice FROM ${ref('regions')}\n");

  private Warehouse warehouse = Warehouse.inMemory(PROJECT);
  private int stamps;

  @BeforeEach
  void firstRun() {
    warehouse.execute("CREATE SCHEMA shop");
    warehouse.execute("CREATE SCHEMA crm");
    warehouse.execute(
        "CREATE TABLE shop.orders (id INTEGER, customer INTEGER, amount DECIMAL(8,2), etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE crm.customers (id INTEGER, region VARCHAR)");
    warehouse.execute(
        "INSERT INTO crm.customers VALUES (1, 'eu'), (2, 'eu'), (3, 'us'), (4, NULL)");
    orders("(10, 1, 5.50), (11, 2, 2.25), (12, 3, NULL), (13, 4, 1), (14, 4, NULL)");
    assertThat(run().strategy()).isEqualTo(RunStrategy.FULL);
    assertThat(regions()).containsExactly("eu 2 2 7.75 2.25", "null 2 1 1.00 1.00");
    assertThat(parts()).isEqualTo(3);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private void orders(String rows) {
    warehouse.execute(
        "INSERT INTO shop.orders SELECT *, TIMESTAMP '2026-01-01' + INTERVAL "
            + ++stamps
            + " DAY FROM (VALUES "
            + rows
            + ") AS v");
  }

  private ModelResult run() {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, "a run");
    return outcome.result("regions");
  }

  private List<String> regions() {
    return warehouse.texts(
        "SELECT concat_ws(' ', COALESCE(region, 'null'), orders, priced,"
            + " COALESCE(CAST(amount AS VARCHAR), '-'), COALESCE(CAST(least AS VARCHAR), '-'))"
            + " FROM derived.regions ORDER BY 1");
  }

  private String sideTable() {
    return warehouse
        .texts(
            "SELECT 'accrete.\"' || table_name || '\"' FROM duckdb_tables()"
                + " WHERE table_name LIKE 'regions\\_side\\_%' ESCAPE '\\'")
        .get(0);
  }

  private long parts() {
    return warehouse.number("SELECT COUNT(*) FROM " + sideTable());
  }

  @Test
  void newRowsAreMergedAndAHiddenGroupAppears() {
    orders("(15, 3, NULL), (16, 1, 1.25), (17, 9, 3)");
    ModelResult result = run();
    assertThat(result.strategy()).isEqualTo(RunStrategy.MERGE);
    assertThat(result.keysTouched()).isEqualTo(2);
    assertThat(result.rowsDeleted()).isEqualTo(1);
    assertThat(result.rowsInserted()).isEqualTo(2);
    assertThat(result.reason()).contains("merge is pinned");
    assertThat(regions()).containsExactly("eu 3 3 9.00 1.25", "null 2 1 1.00 1.00", "us 2 0 - -");
  }

  @Test
  void bothInputsMayChangeInOneRun() {
    warehouse.execute("UPDATE crm.customers SET region = 'us' WHERE id = 2");
    orders("(15, 2, 4.00), (16, 1, 1.00)");
    assertThat(run().strategy()).isEqualTo(RunStrategy.MERGE);
    // eu keeps 10 and gets 16; us has 12, 11 that moved, and 15 that came and belongs to who moved.
    assertThat(regions())
        .containsExactly("eu 2 2 6.50 1.00", "null 2 1 1.00 1.00", "us 3 2 6.25 2.25");
  }

  @Test
  void aGroupThatLosesItsLeastValueIsComputedAgain() {
    warehouse.execute("DELETE FROM crm.customers WHERE id = 2");
    orders("(15, 1, 9.00)");
    assertThat(run().strategy()).isEqualTo(RunStrategy.MERGE);
    assertThat(regions()).containsExactly("eu 2 2 14.50 5.50", "null 2 1 1.00 1.00");
  }

  @Test
  void aGroupWithoutRowsVanishes() {
    warehouse.execute("DELETE FROM crm.customers WHERE region IS NULL");
    assertThat(run().strategy()).isEqualTo(RunStrategy.MERGE);
    assertThat(regions()).containsExactly("eu 2 2 7.75 2.25");
    assertThat(parts()).isEqualTo(2);
  }

  @Test
  void aGrownBatchIsRecomputedAndThePartsGoWithIt() {
    stamps = 0;
    orders("(15, 3, 7.00)");
    assertThat(run().strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    stamps = 1;
    orders("(16, 3, 1.00)");
    assertThat(run().strategy()).isEqualTo(RunStrategy.MERGE);
    assertThat(regions())
        .containsExactly("eu 2 2 7.75 2.25", "null 2 1 1.00 1.00", "us 3 2 8.00 1.00");
  }

  @Test
  void partsThatNobodyKeptAreMadeAnew() {
    Map<String, String> unpinned = new HashMap<>(PROJECT);
    unpinned.compute(
        "models/regions.sql",
        (path, text) -> String.valueOf(text).replace(": merge", ": recompute"));
    orders("(15, 3, 7.00)");
    Warehouse other = warehouse.with(unpinned);
    assertThat(other.run().result("regions").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    orders("(16, 3, 1.00)");
    ModelResult again = run();
    assertThat(again.strategy()).isEqualTo(RunStrategy.FULL);
    assertThat(again.reason()).contains("side table parts is not there yet");
    orders("(17, 3, 2.00)");
    assertThat(run().strategy()).isEqualTo(RunStrategy.MERGE);
    assertThat(regions())
        .containsExactly("eu 2 2 7.75 2.25", "null 2 1 1.00 1.00", "us 4 3 10.00 1.00");
  }

  @Test
  void aRebuiltModelThatNoLongerMergesHasNoParts() {
    assertThat(sideTable()).contains("regions_side_parts");
    Map<String, String> plain = new HashMap<>(PROJECT);
    plain.put("models/regions.sql", "SELECT region, 1 AS orders FROM ${ref('crm.customers')}\n");
    Warehouse other = warehouse.with(plain);
    assertThat(other.run().results()).allMatch(ModelResult::succeeded);
    assertThat(
            warehouse.number(
                "SELECT COUNT(*) FROM duckdb_tables() WHERE table_name LIKE '%\\_side\\_%' ESCAPE '\\'"))
        .isZero();
  }

  @Test
  void scriptsKeepThePartsToo() {
    orders("(15, 3, 7.00)");
    warehouse.play(warehouse.model("regions").incremental());
    warehouse.play(warehouse.model("doubled").incremental());
    orders("(16, 3, 1.00)");
    assertThat(run().strategy()).isEqualTo(RunStrategy.MERGE);
    warehouse.play(warehouse.model("regions").full());
    warehouse.play(warehouse.model("doubled").full());
    orders("(17, 3, 2.00)");
    assertThat(run().strategy()).isEqualTo(RunStrategy.MERGE);
    assertThat(regions())
        .containsExactly("eu 2 2 7.75 2.25", "null 2 1 1.00 1.00", "us 4 3 10.00 1.00");
  }

  @Test
  void hotGroupsAreMergedWithoutBeingAsked() {
    Map<String, String> files = new HashMap<>(PROJECT);
    files.remove("models/doubled.sql");
    files.put(
        "models/regions.sql",
        "SELECT customer, COUNT(*) AS orders FROM ${ref('shop.orders')} GROUP BY customer\n");
    Warehouse other = warehouse.with(files);
    warehouse.execute(
        "INSERT INTO shop.orders SELECT i, 1 + i % 4, 1, TIMESTAMP '2026-02-01' FROM range(4000) AS r (i)");
    assertThat(other.run().result("regions").strategy()).isEqualTo(RunStrategy.FULL);
    stamps = 60;
    orders("(5000, 2, 1), (5001, NULL, 1)");
    ModelResult merged = other.run().result("regions");
    assertThat(merged.strategy()).isEqualTo(RunStrategy.MERGE);
    assertThat(merged.reason()).contains("its groups had 1001 rows each");
    Oracle.assertUpToDate(other, "hot groups");
    assertThat(warehouse.number("SELECT orders FROM derived.regions WHERE customer = 2"))
        .isEqualTo(1_002);
  }
}
