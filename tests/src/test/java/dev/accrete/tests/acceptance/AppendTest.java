package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New rows are added where they are all that came; what is expected was worked out by hand. */
class AppendTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          Warehouse.SHOP,
          "models/sources.yml",
          """
          sources:
            - name: shop.web
              loaded_at: etl
              columns: {id: int, customer: int}
            - name: shop.till
              loaded_at: etl
              columns: {id: int, customer: int}
            - name: crm.customers
              changes: snapshot
              columns: {id: int, name: varchar}
          """,
          "models/orders.sql",
          """
          SELECT w.id, c.name
          FROM ${ref('shop.web')} AS w
          LEFT JOIN ${ref('crm.customers')} AS c ON c.id = w.customer
          UNION ALL
          SELECT id, NULL FROM ${ref('shop.till')}
          """,
          "models/named.sql",
          "SELECT id, UPPER(name) AS name FROM ${ref('orders')} WHERE name IS NOT NULL\n",
          "models/marks.sql",
          "SELECT 'till' AS kind FROM ${ref('shop.till')}\n");

  private final Warehouse warehouse = Warehouse.inMemory(PROJECT);
  private int stamps;

  @BeforeEach
  void firstRun() {
    warehouse.execute("CREATE SCHEMA shop");
    warehouse.execute("CREATE SCHEMA crm");
    warehouse.execute("CREATE TABLE shop.web (id INTEGER, customer INTEGER, etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE shop.till (id INTEGER, customer INTEGER, etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE crm.customers (id INTEGER, name VARCHAR)");
    warehouse.execute("INSERT INTO crm.customers VALUES (1, 'ann'), (2, 'bob')");
    web("(10, 1), (11, 9)");
    till("(20, 1)");
    run();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private void web(String rows) {
    load("web", rows, "TIMESTAMP '2026-01-01' + INTERVAL " + ++stamps + " DAY");
  }

  private void till(String rows) {
    load("till", rows, "TIMESTAMP '2026-01-01' + INTERVAL " + ++stamps + " DAY");
  }

  private void load(String table, String rows, String stamp) {
    warehouse.execute(
        "INSERT INTO shop." + table + " SELECT *, " + stamp + " FROM (VALUES " + rows + ") AS v");
  }

  private RunOutcome run() {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, "a run");
    return outcome;
  }

  private List<String> orders() {
    return warehouse.texts(
        "SELECT id || ' ' || COALESCE(name, '-') FROM derived.orders ORDER BY 1");
  }

  @Test
  void newRowsAreAddedAndTravel() {
    web("(12, 2), (12, 2)");
    RunOutcome outcome = run();
    ModelResult orders = outcome.result("orders");
    assertThat(orders.strategy()).isEqualTo(RunStrategy.APPEND);
    assertThat(orders.rowsInserted()).isEqualTo(2);
    assertThat(orders.rowsDeleted()).isZero();
    assertThat(orders.keysTouched()).isEqualTo(1);
    assertThat(outcome.result("named").strategy()).isEqualTo(RunStrategy.APPEND);
    assertThat(outcome.result("marks").strategy()).isEqualTo(RunStrategy.NONE);
    assertThat(orders()).containsExactly("10 ann", "11 -", "12 bob", "12 bob", "20 -");
    assertThat(warehouse.texts("SELECT id || name FROM derived.named ORDER BY 1"))
        .containsExactly("10ANN", "12BOB", "12BOB");
  }

  @Test
  void bothBranchesMayGrowAtOnce() {
    web("(12, 2)");
    till("(21, NULL)");
    RunOutcome outcome = run();
    assertThat(outcome.result("orders").strategy()).isEqualTo(RunStrategy.APPEND);
    assertThat(outcome.result("marks").strategy()).isEqualTo(RunStrategy.APPEND);
    assertThat(outcome.result("marks").keysTouched()).isNull();
    assertThat(orders()).containsExactly("10 ann", "11 -", "12 bob", "20 -", "21 -");
  }

  @Test
  void anotherChangedInputMeansMoreThanNewRows() {
    warehouse.execute("INSERT INTO crm.customers VALUES (9, 'eve')");
    web("(12, 9)");
    RunOutcome outcome = run();
    assertThat(outcome.result("orders").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(orders()).containsExactly("10 ann", "11 eve", "12 eve", "20 -");
    assertThat(warehouse.texts("SELECT id || name FROM derived.named ORDER BY 1"))
        .containsExactly("10ANN", "11EVE", "12EVE");
    assertThat(outcome.result("named").strategy())
        .as("11 had no name")
        .isEqualTo(RunStrategy.RECOMPUTE);
  }

  @Test
  void aGrownBatchIsNeverAdded() {
    load("till", "(22, 1)", "TIMESTAMP '2026-01-03'");
    RunOutcome outcome = run();
    assertThat(outcome.result("orders").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(outcome.result("marks").strategy()).isEqualTo(RunStrategy.FULL);
    assertThat(outcome.result("marks").reason()).contains("new rows alone could be added");
    assertThat(orders()).containsExactly("10 ann", "11 -", "20 -", "22 -");
  }

  @Test
  void rowsWithoutAStampAreAddedOnce() {
    load("till", "(30, 1)", "CAST(NULL AS TIMESTAMP)");
    assertThat(run().result("marks").strategy()).isEqualTo(RunStrategy.APPEND);
    load("till", "(31, 1)", "CAST(NULL AS TIMESTAMP)");
    assertThat(run().result("marks").strategy()).isEqualTo(RunStrategy.FULL);
    assertThat(warehouse.number("SELECT COUNT(*) FROM derived.marks")).isEqualTo(3);
  }

  @Test
  void aRemovedRowTravelsAsMoreThanNewRows() {
    warehouse.execute("DELETE FROM crm.customers WHERE id = 1");
    RunOutcome outcome = run();
    assertThat(outcome.result("named").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(warehouse.number("SELECT COUNT(*) FROM derived.named")).isZero();
  }

  @Test
  void aDryRunSaysThatRowsWouldBeAdded() {
    web("(12, 2)");
    RunOutcome planned =
        warehouse.run(RunListener.NONE, warehouse.request(java.util.Set.of("orders")).dry());
    assertThat(planned.result("orders").strategy()).isEqualTo(RunStrategy.APPEND);
  }

  @Test
  void theScriptAddsRowsOrSaysThatMoreIsToDo() {
    till("(21, NULL)");
    warehouse.play(warehouse.model("marks").incremental());
    assertThat(warehouse.number("SELECT COUNT(*) FROM derived.marks")).isEqualTo(2);
    load("till", "(22, 1)", "TIMESTAMP '2026-01-03'");
    List<String> errors = new ArrayList<>();
    try {
      warehouse.play(warehouse.model("marks").incremental());
    } catch (RuntimeException e) {
      errors.add(String.valueOf(e.getMessage()));
    }
    assertThat(errors).singleElement().asString().contains("run the full.sql of marks");
    run();
  }
}
