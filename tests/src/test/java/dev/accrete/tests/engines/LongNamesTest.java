package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that PostgreSQL folds, and those that have to be shorter there, are found again. */
class LongNamesTest {
  private static final String SPLIT = sixty("accounts_by_the_number_of_their_orders");
  private static final String MERGED = sixty("orders_and_their_customers_by_region");
  private static final String BOUND = sixty("orders_by_account");
  private static final String BEYOND = sixty("everything_about_all_orders") + "_and_more";

  /** How side tables and hidden models of these begin, shortened or not. */
  private static final String KEPT =
      "_side_|^orders_and_their_cus|^orders_by_account_x|^accounts_by_the_numb";

  private static final Map<String, String> FILES = files();

  private final Warehouse warehouse = Warehouse.over(PostgresServer.fresh(), FILES);
  private int loads;

  private static String sixty(String name) {
    return name + "_x".repeat(30).substring(0, 60 - name.length());
  }

  private static Map<String, String> files() {
    Map<String, String> files = new HashMap<>();
    files.put(
        "accrete.yml",
        "name: names\nschema: Derived\ndialect: postgres\ntarget: dev\ntargets:\n"
            + "  dev: {engine: postgres, url: \"jdbc:postgresql://localhost/test\"}\n");
    files.put(
        "models/sources.yml",
        """
        sources:
          - name: Raw.Orders
            loaded_at: etl
            sortkeys: [placed]
            columns: {id: integer, account: integer, amount: integer, placed: timestamp, etl: timestamp}
          - name: Raw.accounts
            changes: snapshot
            columns: {id: integer, region: varchar(9)}
        """);
    files.put(
        "models/" + SPLIT + ".sql",
        """
        WITH per_account AS (
          SELECT account, COUNT(*) AS n, SUM(amount) AS amount FROM ${ref('Raw.Orders')} GROUP BY account
        ), placed AS (
          SELECT p.n, p.amount, a.region
          FROM per_account AS p LEFT JOIN ${ref('Raw.accounts')} AS a ON a.id = p.account
        )
        SELECT n, region, COUNT(*) AS accounts, SUM(amount) AS amount FROM placed GROUP BY n, region
        """);
    files.put(
        "models/" + MERGED + ".sql",
        """
        ---
        incremental: {strategy: merge}
        ---
        SELECT a.region, COUNT(*) AS orders, COUNT(DISTINCT o.account) AS accounts
        FROM ${ref('Raw.Orders')} AS o JOIN ${ref('Raw.accounts')} AS a ON a.id = o.account
        GROUP BY a.region
        """);
    files.put(
        "models/" + BOUND + ".sql",
        """
        SELECT account, COUNT(DISTINCT amount) AS amounts, MAX(placed) AS last
        FROM ${ref('Raw.Orders')} GROUP BY account
        """);
    files.put(
        "models/" + BEYOND + ".sql",
        "SELECT id, amount + 1 AS more FROM ${ref('Raw.Orders')} WHERE amount IS NOT NULL\n");
    files.put(
        "models/Readers.sql",
        "SELECT more, COUNT(*) AS n FROM ${ref('" + BEYOND + "')} GROUP BY more\n");
    return files;
  }

  @BeforeEach
  void open() {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute(
        "CREATE TABLE raw.orders (id INTEGER, account INTEGER, amount INTEGER, placed TIMESTAMP, etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE raw.accounts (id INTEGER, region VARCHAR(9))");
    warehouse.execute("INSERT INTO raw.accounts VALUES (1, 'eu'), (2, 'eu'), (3, 'us')");
    load(40);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private void load(int rows) {
    loads++;
    warehouse.execute(
        "INSERT INTO raw.orders SELECT g, 1 + g %% 3, g %% 5, TIMESTAMP '2026-01-01' + g * INTERVAL '1 hour', TIMESTAMP '2026-01-0%d' FROM generate_series(1, %d) AS g"
            .formatted(loads, rows));
  }

  private Map<String, RunStrategy> compared(Warehouse over, String when) {
    RunOutcome outcome = over.run();
    assertThat(outcome.results()).as(when).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(over, when);
    Map<String, RunStrategy> strategies = new HashMap<>();
    outcome.results().forEach(r -> strategies.put(r.model(), r.strategy()));
    return strategies;
  }

  @Test
  void nothingIsRebuiltAndWhatIsLeftIsFound() {
    assertThat(warehouse.models()).contains(SPLIT + "$per_account");
    assertThat(compared(warehouse, "first run").values()).containsOnly(RunStrategy.FULL);
    assertThat(compared(warehouse, "nothing new").values()).containsOnly(RunStrategy.NONE);
    load(1);
    assertThat(compared(warehouse, "one order"))
        .containsEntry(SPLIT, RunStrategy.RECOMPUTE)
        .containsEntry(SPLIT + "$per_account", RunStrategy.RECOMPUTE)
        .containsEntry(MERGED, RunStrategy.MERGE)
        .containsEntry(BOUND, RunStrategy.RECOMPUTE)
        .containsEntry(BEYOND, RunStrategy.APPEND)
        .containsEntry("Readers", RunStrategy.RECOMPUTE);
    assertThat(own(KEPT))
        .as("tables of Accrete's own for these models")
        .hasSizeGreaterThanOrEqualTo(4);
    warehouse.play(warehouse.project().run());
    assertThat(compared(warehouse, "after a script").values()).containsOnly(RunStrategy.NONE);
    plainModelsLeaveNothingBehind();
  }

  /** Hidden models and side tables go with the models that had them. */
  private void plainModelsLeaveNothingBehind() {
    Map<String, String> plain = new HashMap<>(FILES);
    for (String model : List.of(SPLIT, MERGED, BOUND)) {
      plain.put("models/" + model + ".sql", "SELECT region FROM ${ref('Raw.accounts')}\n");
    }
    compared(warehouse.with(plain), "other models");
    assertThat(own(KEPT)).isEmpty();
  }

  private List<String> own(String like) {
    return warehouse.texts(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'accrete' AND table_name ~ '"
            + like
            + "'");
  }
}
