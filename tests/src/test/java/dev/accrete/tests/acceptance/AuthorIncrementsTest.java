package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hand-written blocks and time windows do what their authors wrote, and their readers follow. */
class AuthorIncrementsTest {
  private static final String ACCOUNTS =
      """
      ---
      unique_key: account
      ---
      SELECT account, MAX(placed) AS latest, SUM(amount) AS amount
      FROM ${ref('shop.orders')}
      [@incremental]
      WHERE placed > (SELECT MAX(latest) FROM ${this})
      [/@incremental]
      GROUP BY account
      """;
  private static final String HOURS =
      """
      ---
      incremental: {column: hour, grain: hour, lookback: 1}
      ---
      SELECT DATE_TRUNC('hour', placed) AS hour, COUNT(*) AS orders
      FROM ${ref('shop.orders')}
      WHERE ${increment_filter('placed')}
      GROUP BY 1
      """;
  private static final String READER =
      """
      SELECT amount, COUNT(*) AS accounts
      FROM ${ref('accounts')}
      GROUP BY amount
      """;
  private static final String HOURS_READER =
      "SELECT orders, COUNT(*) AS hours FROM ${ref('hours')} GROUP BY orders";

  private Warehouse warehouse = open(Map.of("accounts", ACCOUNTS, "amounts", READER));
  private int loads;

  private static Map<String, String> project(Map<String, String> models) {
    Map<String, String> texts =
        new HashMap<>(
            Map.of(
                "accrete.yml",
                Warehouse.SHOP,
                "models/sources.yml",
                """
                sources:
                  - name: shop.orders
                    loaded_at: etl
                    columns:
                      account: {type: integer}
                      placed: {type: timestamp}
                      amount: {type: integer}
                """));
    models.forEach((name, text) -> texts.put("models/" + name + ".sql", text));
    return texts;
  }

  private static Warehouse open(Map<String, String> models) {
    Warehouse warehouse = Warehouse.inMemory(project(models));
    warehouse.execute("CREATE SCHEMA shop");
    warehouse.execute(
        "CREATE TABLE shop.orders (account INTEGER, placed TIMESTAMP, amount INTEGER, etl TIMESTAMP)");
    return warehouse;
  }

  private void use(Map<String, String> models) {
    warehouse.close();
    warehouse = open(models);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  /**
   * Orders come in a batch of their own, each an account, a time of the first of May, an amount.
   */
  private void order(String values) {
    warehouse.execute(
        "INSERT INTO shop.orders SELECT account, CAST('2026-05-01 ' || placed AS TIMESTAMP), amount,"
            + " TIMESTAMP '2026-06-01' + INTERVAL "
            + ++loads
            + " DAY FROM (VALUES "
            + values
            + ") AS v (account, placed, amount)");
  }

  private Map<String, String> run() {
    return run(warehouse.run());
  }

  private static Map<String, String> run(RunOutcome outcome) {
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    Map<String, String> strategies = new LinkedHashMap<>();
    outcome.results().forEach(r -> strategies.put(r.model(), r.strategy().word()));
    return strategies;
  }

  private List<String> accounts() {
    return warehouse.rows(
        "SELECT account, STRFTIME(latest, '%H:%M') AS latest, amount FROM derived.accounts");
  }

  private List<String> hours() {
    return warehouse.rows("SELECT STRFTIME(hour, '%H') AS hour, orders FROM derived.hours");
  }

  private static String account(Object account, String latest, int amount) {
    return "{'account': " + account + ", 'latest': '" + latest + "', 'amount': " + amount + "}";
  }

  private static String hour(String hour, int orders) {
    return "{'hour': " + (hour == null ? "NULL" : hour) + ", 'orders': " + orders + "}";
  }

  @Test
  void aBlockPutsRowsInPlaceByTheirUniqueKey() {
    order("(1, '10:00', 5), (2, '10:00', 7), (NULL, '10:00', 1)");
    assertThat(run()).containsExactly(Map.entry("accounts", "full"), Map.entry("amounts", "full"));
    order("(2, '11:00', 20), (3, '11:00', 30), (NULL, '11:00', 40)");
    RunOutcome outcome = warehouse.run();
    // The author sums the new orders alone: what the block says stands, not what the SELECT says.
    assertThat(run(outcome))
        .containsExactly(Map.entry("accounts", "hand_written"), Map.entry("amounts", "recompute"));
    assertThat(accounts())
        .containsExactlyInAnyOrder(
            account(1, "10:00", 5),
            account(2, "11:00", 20),
            account(3, "11:00", 30),
            account("NULL", "11:00", 40));
    assertThat(outcome.result("accounts").rowsDeleted()).isEqualTo(2);
    assertThat(outcome.result("accounts").rowsInserted()).isEqualTo(3);
    assertThat(outcome.result("accounts").reason()).isEqualTo("1 new batch of shop.orders");
    Oracle.assertUpToDate(warehouse, "amounts", "its reader is exact");
    assertThat(run().values()).containsOnly("none");
  }

  @Test
  void whatTheBlockMissesIsMissedAndReadersFollowTheTable() {
    order("(1, '10:00', 5)");
    run();
    order("(2, '09:00', 7)");
    assertThat(run()).containsEntry("accounts", "hand_written");
    assertThat(accounts()).containsExactly(account(1, "10:00", 5));
    Oracle.assertUpToDate(warehouse, "amounts", "its reader is exact");
    run(warehouse.run(RunListener.NONE, refreshed("accounts")));
    run();
    Oracle.assertUpToDate(warehouse, "after a full refresh");
  }

  private RunRequest refreshed(String model) {
    RunRequest request = warehouse.request(Set.of(model));
    List<ModelRequest> models = request.models().stream().map(ModelRequest::refreshed).toList();
    return RunRequest.of(request.tables(), models, "refreshed", request.clock());
  }

  @Test
  void aKeyThatComesInTwiceStopsTheModelBeforeItsCommit() {
    use(
        Map.of(
            "accounts",
            ACCOUNTS.replace("GROUP BY account", "GROUP BY account, amount"),
            "amounts",
            READER));
    order("(1, '10:00', 5), (2, '10:00', 5)");
    run();
    List<String> before = accounts();
    order("(2, '11:00', 6), (2, '11:30', 8)");
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.result("accounts").status()).isEqualTo(ModelResult.Status.ERROR);
    assertThat(outcome.result("accounts").message())
        .isEqualTo(
            "the [@incremental] block returns more than one row for account = 2, and the front matter claims it as"
                + " unique_key; nothing was written");
    assertThat(outcome.result("amounts").status()).isEqualTo(ModelResult.Status.SKIPPED);
    assertThat(accounts()).isEqualTo(before);
    assertThatThrownBy(() -> warehouse.play(warehouse.model("accounts").incremental()))
        .hasMessageContaining("the increment of accounts has a unique_key twice: mend its SELECT");
    assertThat(accounts()).isEqualTo(before);
  }

  @Test
  void keysWithNullMayComeInTwice() {
    use(
        Map.of(
            "accounts",
            ACCOUNTS.replace("GROUP BY account", "GROUP BY account, amount"),
            "amounts",
            READER));
    order("(NULL, '10:00', 5), (2, '10:00', 5)");
    run();
    order("(NULL, '11:00', 6), (NULL, '11:30', 8)");
    assertThat(run()).containsEntry("accounts", "hand_written");
    assertThat(accounts())
        .containsExactlyInAnyOrder(
            account("NULL", "11:00", 6), account("NULL", "11:30", 8), account(2, "10:00", 5));
    Oracle.assertUpToDate(warehouse, "amounts", "its reader is exact");
  }

  @Test
  void rowsThatLeaveRebuildTheTable() {
    order("(1, '10:00', 5)");
    order("(1, '11:00', 6)");
    run();
    warehouse.execute("DELETE FROM shop.orders WHERE amount = 5");
    assertThat(run()).containsEntry("accounts", "full");
    assertThat(accounts()).containsExactly(account(1, "11:00", 6));
  }

  @Test
  void aRebuiltInputIsNoReasonToRebuild() {
    use(
        Map.of(
            "latest",
            "SELECT account, placed, amount FROM ${ref('shop.orders')} ORDER BY placed DESC, account, amount LIMIT 100",
            "accounts",
            ACCOUNTS.replace("shop.orders", "latest")));
    order("(1, '10:00', 5)");
    run();
    order("(2, '11:00', 6)");
    assertThat(run())
        .containsExactly(Map.entry("latest", "full"), Map.entry("accounts", "hand_written"));
    order("(3, '12:00', 7)");
    warehouse.play(warehouse.project().run());
    assertThat(accounts())
        .containsExactly(account(1, "10:00", 5), account(2, "11:00", 6), account(3, "12:00", 7));
  }

  @Test
  void anotherBlockIsAnotherModel() {
    order("(1, '10:00', 5)");
    run();
    try (Warehouse changed =
        warehouse.with(
            project(
                Map.of(
                    "accounts",
                    ACCOUNTS.replace("placed > (", "placed >= ("),
                    "amounts",
                    READER)))) {
      RunOutcome outcome = changed.run();
      assertThat(outcome.result("accounts").strategy()).isEqualTo(RunStrategy.FULL);
      assertThat(outcome.result("accounts").reason()).isEqualTo("the model changed");
    }
  }

  @Test
  void aWindowIsWrittenAgain() {
    use(Map.of("hours", HOURS, "counts", HOURS_READER));
    order("(1, '08:10', 1), (1, '09:10', 1), (1, '10:10', 1)");
    assertThat(run().values()).containsOnly("full");
    // One hour is looked back from the hour of the greatest: 9 and 10 are written again, 8 is
    // missed.
    order("(1, '08:20', 1), (1, '09:20', 1), (1, '10:20', 1), (1, '11:20', 1)");
    assertThat(run())
        .containsExactly(Map.entry("hours", "time_window"), Map.entry("counts", "recompute"));
    assertThat(hours()).containsExactly(hour("08", 1), hour("09", 2), hour("10", 2), hour("11", 1));
    Oracle.assertUpToDate(warehouse, "counts", "its reader is exact");
    order("(1, '10:59', 1)");
    RunOutcome outcome = warehouse.run();
    assertThat(run(outcome)).containsEntry("hours", "time_window");
    assertThat(outcome.result("hours").rowsDeleted()).isEqualTo(2);
    assertThat(hours()).containsExactly(hour("08", 1), hour("09", 2), hour("10", 3), hour("11", 1));
    Oracle.assertUpToDate(warehouse, "counts", "its reader is exact");
  }

  @Test
  void whatTheSelectReturnsOutsideTheWindowIsNotPutInTwice() {
    use(
        Map.of(
            "hours",
            HOURS.replace("'placed'", "'placed + INTERVAL 5 HOUR'"),
            "counts",
            HOURS_READER));
    order("(1, '08:10', 1), (1, '10:10', 1)");
    run();
    order("(1, '10:20', 1)");
    assertThat(run()).containsEntry("hours", "time_window");
    assertThat(hours()).containsExactly(hour("08", 1), hour("10", 2));
  }

  @Test
  void aWindowOverAnEmptyTableTakesEverythingThatHasAValue() {
    use(Map.of("hours", HOURS, "counts", HOURS_READER));
    run();
    order("(1, '08:10', 1), (1, NULL, 1)");
    assertThat(run()).containsEntry("hours", "time_window");
    assertThat(hours()).containsExactly(hour("08", 1));
    order("(1, NULL, 2), (1, '09:10', 2)");
    run();
    run(warehouse.run(RunListener.NONE, refreshed("hours")));
    assertThat(hours()).containsExactlyInAnyOrder(hour("08", 1), hour("09", 1), hour(null, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "hours"})
  void scriptsDoWhatRunsDo(String model) {
    Map<String, String> models =
        Map.of("accounts", ACCOUNTS, "amounts", READER, "hours", HOURS, "counts", HOURS_READER);
    use(models);
    try (Warehouse other = open(models)) {
      String copy = "INSERT INTO shop.orders VALUES ";
      for (String row :
          List.of(
              "(1, '2026-05-01 10:00', 5, '2026-06-01')",
              "(2, '2026-05-01 11:00', 6, '2026-06-02')",
              "(2, '2026-05-01 12:00', 7, '2026-06-03')",
              "(1, '2026-05-01 12:10', 7, '2026-06-03 01:00')")) {
        warehouse.execute(copy + row);
        other.execute(copy + row);
        run();
        boolean first =
            other.texts("SELECT 1 FROM duckdb_tables() WHERE schema_name = 'derived'").isEmpty();
        other.play(first ? other.project().runFull() : other.project().run());
        String table = "SELECT * FROM derived." + model;
        assertThat(other.rows(table)).isEqualTo(warehouse.rows(table));
        Oracle.assertUpToDate(other, "amounts", row);
        Oracle.assertUpToDate(other, "counts", row);
      }
      order("(3, '13:00', 9)");
      other.execute("INSERT INTO shop.orders VALUES (3, '2026-05-01 13:00', 9, '2026-06-05')");
      run();
      Map<String, String> mixed = run(other.run());
      assertThat(mixed)
          .containsEntry("accounts", "hand_written")
          .containsEntry("hours", "time_window");
      assertThat(
              warehouse.texts("SELECT strategy FROM accrete.model_version ORDER BY model").stream()
                  .collect(Collectors.joining(" ")))
          .isEqualTo("hand_written recompute recompute time_window");
    }
  }
}
