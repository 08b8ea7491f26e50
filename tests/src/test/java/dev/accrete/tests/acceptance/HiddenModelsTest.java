package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model that no key passes is split: a block of it is kept as a hidden model. */
class HiddenModelsTest {
  private static final Map<String, String> PROJECT = project("COUNT(*)");

  private Warehouse warehouse = Warehouse.inMemory(PROJECT);
  private Accounts accounts = new Accounts(warehouse);

  /** How many accounts have so many orders; and for each such number, the regions of the most. */
  private static Map<String, String> project(String count) {
    Map<String, String> files = new HashMap<>(Accounts.PROJECT);
    files.put(
        "models/by_orders.sql",
        """
        WITH per_account AS (
          SELECT account, %s AS n, SUM(amount) AS amount FROM ${ref('crm.orders')} GROUP BY account
        ), placed AS (
          SELECT p.n, p.amount, a.region
          FROM per_account AS p LEFT JOIN ${ref('crm.accounts')} AS a ON a.id = p.account
        )
        SELECT n, region, COUNT(*) AS accounts, SUM(amount) AS amount FROM placed GROUP BY n, region
        """
            .formatted(count));
    files.put(
        "models/totals.sql",
        "SELECT n, SUM(accounts) AS accounts FROM ${ref('by_orders')} GROUP BY n");
    return files;
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void aBlockWhoseValueIsTheKeyIsATableOfItsOwn() {
    assertThat(warehouse.models()).containsSubsequence("by_orders$per_account", "by_orders");
    CompiledModel hidden = warehouse.project().model("by_orders$per_account").orElseThrow();
    assertThat(hidden.file().partOf()).isEqualTo("by_orders");
    assertThat(hidden.result().orElseThrow().plan().target().schema()).isEqualTo("accrete");
    assertThat(warehouse.model("by_orders").explanation())
        .contains("`by_orders$per_account` is a hidden model");
    accounts.run();
    Oracle.assertUpToDate(warehouse, "first run");
    // Account 2 goes from the group of one order to that of two; both groups change.
    accounts.order("(2, 6), (9, 1), (77, 5)");
    Map<String, RunStrategy> second = accounts.compared("orders");
    assertThat(second)
        .containsEntry("by_orders$per_account", RunStrategy.RECOMPUTE)
        .containsEntry("by_orders", RunStrategy.RECOMPUTE)
        .containsEntry("totals", RunStrategy.RECOMPUTE);
    assertThat(warehouse.rows("SELECT n, accounts FROM derived.totals"))
        .containsExactly("{'n': 1, 'accounts': 4}", "{'n': 2, 'accounts': 3}");
    warehouse.execute("UPDATE crm.accounts SET region = 'as' WHERE id = 2");
    warehouse.execute("DELETE FROM crm.accounts WHERE id = 3");
    assertThat(accounts.compared("accounts"))
        .containsEntry("by_orders$per_account", RunStrategy.NONE)
        .containsEntry("by_orders", RunStrategy.RECOMPUTE);
  }

  @Test
  void whatIsNoLongerPartOfAModelIsDroppedWhenTheModelIsBuiltAgain() {
    accounts.run();
    List<String> before = hidden();
    assertThat(before).anyMatch(table -> table.startsWith("by_orders$per_account"));
    // As a merge with a COUNT(DISTINCT) keeps them: whatever a side table holds, it goes as well.
    List.of("parts", "values1", "bounds1").forEach(this::keepBeside);
    Map<String, String> plain = new HashMap<>(PROJECT);
    plain.put(
        "models/by_orders.sql",
        "SELECT account AS n, 'eu' AS region, 1 AS accounts, SUM(amount) AS amount"
            + " FROM ${ref('crm.orders')} GROUP BY account");
    Warehouse changed = warehouse.with(plain);
    changed.run();
    Oracle.assertUpToDate(changed, "without a hidden model");
    assertThat(hidden()).isEmpty();
    assertThat(
            warehouse.texts(
                "SELECT model FROM accrete.model_version WHERE model LIKE '%$%' UNION ALL SELECT"
                    + " model FROM accrete.position WHERE model LIKE '%$%'"))
        .isEmpty();
    RunOutcome back = warehouse.run();
    assertThat(back.result("by_orders$per_account").strategy()).isEqualTo(RunStrategy.FULL);
    Oracle.assertUpToDate(warehouse, "split again");
  }

  @Test
  void aChangedBlockRebuildsBothAndNothingElseIsForgotten() {
    accounts.run();
    Warehouse changed = warehouse.with(project("COUNT(*) + 1"));
    RunOutcome outcome = changed.run();
    assertThat(outcome.result("by_orders$per_account").reason()).contains("changed");
    assertThat(outcome.result("by_orders").strategy()).isEqualTo(RunStrategy.FULL);
    Oracle.assertUpToDate(changed, "changed");
    accounts.order("(1, 1)");
    changed.run(dev.accrete.runtime.execute.RunListener.NONE, changed.request(Set.of("regions")));
    assertThat(hidden()).isNotEmpty();
    changed.run();
    Oracle.assertUpToDate(changed, "and run again");
  }

  @Test
  void aModelOfTheAuthorsWithSuchANameIsNotForgotten() {
    Map<String, String> files = new HashMap<>(PROJECT);
    files.put(
        "models/by_orders$old.sql",
        "SELECT account, COUNT(*) AS n FROM ${ref('crm.orders')} GROUP BY account");
    files.put(
        "models/olds.sql",
        "SELECT n, COUNT(*) AS accounts FROM ${ref('by_orders$old')} GROUP BY n");
    Warehouse own = warehouse.with(files);
    own.run();
    accounts.order("(2, 6), (9, 1), (77, 5)");
    own.run(
        dev.accrete.runtime.execute.RunListener.NONE,
        own.request(Set.of("by_orders", "by_orders$per_account")));
    RunOutcome outcome = own.run();
    assertThat(outcome.result("by_orders$old").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(outcome.result("olds").strategy()).isNotEqualTo(RunStrategy.FULL);
    Oracle.assertUpToDate(own, "its state was kept");
  }

  @Test
  void scriptsBringThePartsAlong() {
    warehouse.play(warehouse.model("by_orders").full());
    Oracle.assertUpToDate(warehouse, Set.of("by_orders", "by_orders$per_account"), "full.sql");
    accounts.order("(2, 6), (9, 1), (77, 5), (NULL, 1)");
    warehouse.play(warehouse.model("by_orders").incremental());
    assertThat(warehouse.model("by_orders").incremental())
        .as("the script to run is the owner's")
        .contains("run the full.sql of by_orders'")
        .doesNotContain("full.sql of by_orders$");
    Oracle.assertUpToDate(
        warehouse, Set.of("by_orders", "by_orders$per_account"), "incremental.sql");
    accounts.order("(9, 1), (NULL, 1)");
    accounts.compared("a run");
  }

  private void keepBeside(String what) {
    String hash =
        warehouse
            .texts(
                "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE"
                    + " 'by_orders$per_account_%' AND table_name NOT LIKE '%changes%' AND table_name NOT LIKE '%side%'")
            .get(0)
            .replaceAll(".*_", "");
    warehouse.execute(
        "CREATE TABLE accrete.\"by_orders$per_account_side_"
            + what
            + "_"
            + hash
            + "\" (n INTEGER)");
  }

  private List<String> hidden() {
    return warehouse.texts(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'accrete' AND table_name LIKE"
            + " '%$%'");
  }
}
