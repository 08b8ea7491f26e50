package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One row for all of history takes in changes; what is expected was worked out by hand. */
class OneRowTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          Warehouse.SHOP,
          "models/sources.yml",
          """
          sources:
            - name: shop.orders
              loaded_at: etl
              columns: {id: int, amount: "decimal(8,2)"}
            - name: crm.customers
              changes: snapshot
              columns: {id: int, credit: int}
          """,
          "models/sales.sql",
          """
          SELECT COUNT(*) AS orders, SUM(amount) AS amount, MIN(amount) AS least
          FROM ${ref('shop.orders')}
          WHERE amount > 0
          """,
          "models/credits.sql",
          "SELECT COUNT(*) AS customers, SUM(credit) AS credit, MAX(credit) AS most FROM ${ref('crm.customers')}\n",
          "models/large.sql",
          "SELECT SUM(credit) AS credit FROM ${ref('crm.customers')} HAVING COUNT(*) > 2\n",
          "models/shown.sql",
          "SELECT customers * 10 AS tenfold FROM ${ref('credits')}\n");

  private final Warehouse warehouse = Warehouse.inMemory(PROJECT);
  private int stamps;

  @BeforeEach
  void firstRunOverNothing() {
    warehouse.execute("CREATE SCHEMA shop");
    warehouse.execute("CREATE SCHEMA crm");
    warehouse.execute("CREATE TABLE shop.orders (id INTEGER, amount DECIMAL(8,2), etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE crm.customers (id INTEGER, credit INTEGER)");
    run();
    assertThat(rows("sales")).containsExactly("[0, NULL, NULL]");
    assertThat(rows("credits")).containsExactly("[0, NULL, NULL]");
    assertThat(rows("large")).isEmpty();
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

  private RunOutcome run() {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, "a run");
    return outcome;
  }

  private List<String> rows(String model) {
    List<String> values =
        warehouse.model(model).plan().columns().stream()
            .map(column -> "COALESCE(CAST(" + column + " AS VARCHAR), 'NULL')")
            .toList();
    return warehouse.texts(
        "SELECT '[' || " + String.join(" || ', ' || ", values) + " || ']' FROM derived." + model);
  }

  private ModelResult merged(String model) {
    ModelResult result = run().result(model);
    assertThat(result.strategy()).as(result.reason()).isEqualTo(RunStrategy.MERGE);
    return result;
  }

  @Test
  void newRowsChangeTheRow() {
    orders("(1, 5.50), (2, -1), (3, NULL), (4, 2.25)");
    ModelResult result = merged("sales");
    assertThat(result.reason()).contains("its one row takes in changes");
    assertThat(result.keysTouched()).isEqualTo(1);
    assertThat(result.rowsDeleted()).isEqualTo(1);
    assertThat(result.rowsInserted()).isEqualTo(1);
    assertThat(rows("sales")).containsExactly("[2, 7.75, 2.25]");
  }

  @Test
  void rowsThatNoneIsMadeOfTouchNothing() {
    orders("(1, -1), (2, NULL)");
    assertThat(merged("sales").keysTouched()).isZero();
    assertThat(rows("sales")).containsExactly("[0, NULL, NULL]");
  }

  @Test
  void removedRowsChangeItBackToThatOfNothing() {
    warehouse.execute("INSERT INTO crm.customers VALUES (1, 10), (2, NULL), (3, 30)");
    merged("credits");
    assertThat(rows("credits")).containsExactly("[3, 40, 30]");
    assertThat(rows("large")).containsExactly("[40]");
    warehouse.execute("DELETE FROM crm.customers WHERE id = 3");
    merged("credits");
    assertThat(rows("credits")).containsExactly("[2, 10, 10]");
    assertThat(rows("large")).as("HAVING hides it").isEmpty();
    warehouse.execute("DELETE FROM crm.customers");
    merged("credits");
    assertThat(rows("credits")).containsExactly("[0, NULL, NULL]");
    warehouse.execute("INSERT INTO crm.customers VALUES (4, 1), (5, 2), (6, NULL)");
    merged("large");
    assertThat(rows("large")).containsExactly("[3]");
    assertThat(rows("shown")).containsExactly("[30]");
  }

  @Test
  void readersGetTheOldRowAndTheNewOneIfTheyDiffer() {
    warehouse.execute("INSERT INTO crm.customers VALUES (1, 10)");
    run();
    assertThat(published()).isEqualTo("1 removed, 1 inserted");
    warehouse.execute("UPDATE crm.customers SET id = 2");
    merged("credits");
    assertThat(published()).as("the same row").isEqualTo("0 removed, 0 inserted");
    warehouse.execute("UPDATE crm.customers SET credit = 11");
    merged("credits");
    assertThat(published()).isEqualTo("1 removed, 1 inserted");
  }

  private String published() {
    return warehouse
        .texts(
            "SELECT removed || ' removed, ' || inserted || ' inserted' FROM accrete.change_log"
                + " WHERE model = 'credits' AND kind = 'rows' ORDER BY version DESC LIMIT 1")
        .get(0);
  }

  @Test
  void aGrownBatchRebuilds() {
    orders("(1, 5.50)");
    merged("sales");
    stamps = 0;
    orders("(2, 1.50)");
    ModelResult result = run().result("sales");
    assertThat(result.strategy()).isEqualTo(RunStrategy.FULL);
    assertThat(result.reason()).contains("known exactly");
    assertThat(rows("sales")).containsExactly("[2, 7.00, 1.50]");
    stamps = 10;
    orders("(3, 1)");
    merged("sales");
    assertThat(rows("sales")).containsExactly("[3, 8.00, 1.00]");
  }

  @Test
  void scriptsLeaveTheSideTableUpToDate() {
    orders("(1, 5.50)");
    warehouse.play(warehouse.model("sales").incremental());
    assertThat(rows("sales")).containsExactly("[1, 5.50, 5.50]");
    orders("(2, 1.50)");
    merged("sales");
    assertThat(rows("sales")).containsExactly("[2, 7.00, 1.50]");
  }
}
