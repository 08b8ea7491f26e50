package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables see through the views and ephemeral models that they read. */
class ViewsTest {
  private static final Map<String, String> PROJECT = project();

  private Warehouse warehouse = Warehouse.inMemory(PROJECT);
  private Accounts accounts = new Accounts(warehouse);

  private static Map<String, String> project() {
    Map<String, String> files = new HashMap<>(Accounts.PROJECT);
    files.put(
        "models/accounts_once.sql",
        """
        ---
        materialized: ephemeral
        ---
        SELECT id, MAX(region) AS region FROM ${ref('crm.accounts')} GROUP BY id -- one each
        """);
    files.put(
        "models/busy.sql",
        """
        ---
        materialized: view
        ---
        WITH busy AS (SELECT account, SUM(orders) AS n FROM ${ref('account_orders')} GROUP BY 1)
        SELECT account, n FROM busy WHERE n > 1;
        """);
    files.put(
        "models/busy_regions.sql",
        """
        WITH account_orders AS (SELECT account AS who, n AS how_many FROM ${ref('busy')})
        SELECT b.who, accounts_once.region, b.how_many
        FROM account_orders b
        LEFT JOIN ${ref('accounts_once')} ON accounts_once.id = b.who
        """);
    return files;
  }

  @BeforeEach
  void open() {
    warehouse.close();
    warehouse = Warehouse.inMemory(PROJECT);
    accounts = new Accounts(warehouse);
    accounts.run();
    Oracle.assertUpToDate(warehouse, "first run");
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void changesReachTablesThroughViews() {
    accounts.order("(2, 1), (9, 5), (9, 6), (NULL, 4)");
    assertThat(accounts.run().result("busy_regions").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    Oracle.assertUpToDate(warehouse, "orders");
    warehouse.execute("UPDATE crm.accounts SET region = 'as' WHERE id IN (1, 9)");
    assertThat(accounts.run().result("busy_regions").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    Oracle.assertUpToDate(warehouse, "a region");
    warehouse.execute("DELETE FROM crm.accounts");
    assertThat(accounts.run().result("busy").strategy()).isEqualTo(RunStrategy.VIEW);
    Oracle.assertUpToDate(warehouse, "no accounts");
  }

  @Test
  void theViewIsNeverAbsent() {
    boolean[] before = {false};
    accounts.order("(2, 1)");
    warehouse.run(
        new RunListener() {
          @Override
          public void before(String purpose, String sql) {
            assertThat(warehouse.number("SELECT COUNT(*) FROM derived.busy")).isPositive();
            before[0] |= sql.contains("CREATE OR REPLACE VIEW");
          }
        },
        accounts.request());
    assertThat(before[0]).isTrue();
  }

  @Test
  void aViewMayBecomeATableAndATableAView() {
    Map<String, String> others = new HashMap<>(PROJECT);
    others.compute(
        "models/busy.sql", (path, text) -> String.valueOf(text).replace(": view", ": table"));
    others.compute(
        "models/regions.sql", (path, text) -> "---\nmaterialized: ephemeral\n---\n" + text);
    others.compute(
        "models/region_orders.sql", (path, text) -> "---\nmaterialized: view\n---\n" + text);
    for (Map<String, String> project : List.of(others, PROJECT, others)) {
      Warehouse changed = warehouse.with(project);
      accounts.order("(2, 1), (3, 1)");
      assertThat(changed.run().results()).allMatch(r -> r.succeeded());
      Oracle.assertUpToDate(changed, "changed");
      accounts.order("(2, 1), (1, 1)");
      assertThat(changed.run().results()).allMatch(r -> r.succeeded());
      Oracle.assertUpToDate(changed, "run again");
    }
  }

  @Test
  void scriptsCreateViewsAndSeeThroughThem() {
    accounts.order("(2, 1), (9, 5), (9, 6)");
    warehouse.play(warehouse.project().run());
    Oracle.assertUpToDate(warehouse, "a script");
    warehouse.execute("DROP VIEW derived.busy");
    warehouse.play(warehouse.model("busy").full());
    warehouse.play(warehouse.project().runFull());
    Oracle.assertUpToDate(warehouse, "the full script");
  }
}
