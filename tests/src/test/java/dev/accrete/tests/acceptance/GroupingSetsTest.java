package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Grouping sets that no expression is common to: a hidden model for each set. */
class GroupingSetsTest {
  private static final Map<String, String> PROJECT = project();

  private final Warehouse warehouse = Warehouse.inMemory(PROJECT);
  private final Accounts accounts = new Accounts(warehouse);

  private static Map<String, String> project() {
    Map<String, String> files = new HashMap<>(Accounts.PROJECT);
    files.put(
        "models/rolled.sql",
        """
        SELECT a.region, o.account, GROUPING(a.region) AS all_regions, COUNT(*) AS orders,
          SUM(o.amount) AS amount, COUNT(DISTINCT o.amount) AS amounts, MIN(o.amount) AS least
        FROM ${ref('crm.orders')} AS o LEFT JOIN ${ref('crm.accounts')} AS a ON a.id = o.account
        GROUP BY ROLLUP (a.region, o.account)
        """);
    files.put(
        "models/cubed.sql",
        """
        SELECT COALESCE(region, 'none') AS place, UPPER(region) AS region, id % 2 AS odd, SUM(CAST(balance AS DECIMAL(10, 2))) AS balance
        FROM ${ref('crm.accounts')}
        WHERE id > 0 OR id IS NULL
        GROUP BY CUBE (region, 3)
        HAVING COUNT(*) > 1 OR GROUPING(region) = 0
        """);
    files.put(
        "models/either.sql",
        """
        SELECT account, amount, COUNT(*) AS n FROM ${ref('crm.orders')}
        GROUP BY GROUPING SETS ((account), (amount))
        """);
    files.put(
        "models/above.sql",
        """
        SELECT all_regions, COUNT(*) AS groups, SUM(orders) AS orders FROM ${ref('rolled')} GROUP BY all_regions
        """);
    return files;
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void eachSetIsKeptInItsOwnWay() {
    assertThat(warehouse.models())
        .contains(
            "rolled$by_region_account",
            "rolled$by_region",
            "rolled$total",
            "cubed$by_region_odd",
            "cubed$by_odd",
            "cubed$total",
            "either$by_account",
            "either$by_amount");
    accounts.run();
    Oracle.assertUpToDate(warehouse, "first run");
    accounts.order("(2, 6), (9, 1), (77, 5), (NULL, NULL)");
    Map<String, RunStrategy> second = accounts.compared("orders");
    assertThat(second)
        .containsEntry("rolled$by_region_account", RunStrategy.RECOMPUTE)
        .containsEntry("either$by_amount", RunStrategy.RECOMPUTE)
        .containsEntry("rolled$by_region", RunStrategy.RECOMPUTE)
        .containsEntry("cubed$total", RunStrategy.NONE)
        .containsEntry("either", RunStrategy.RECOMPUTE);
    // By hand: 11 orders in all; account 77 and NULL are of no region, as is 4, whose own is NULL.
    assertThat(
            warehouse.rows(
                "SELECT orders, amount FROM derived.rolled WHERE all_regions = 1 AND region IS NULL"))
        .containsExactly("{'orders': 11, 'amount': 60}");
    assertThat(
            warehouse.rows(
                "SELECT orders FROM derived.rolled WHERE all_regions = 0 AND region IS NULL AND account IS NULL ORDER BY orders"))
        .containsExactly("{'orders': 2}", "{'orders': 6}");
  }

  /** The last digits of a floating sum are the engine's: no other part may go by them. */
  @Test
  void aFloatingSumIsNotSplitOffToBeGroupedBy() {
    Map<String, String> files = new HashMap<>(Accounts.PROJECT);
    files.put(
        "models/by_balance.sql",
        """
        SELECT balance, COUNT(*) AS n
        FROM (SELECT region, SUM(balance) AS balance FROM ${ref('crm.accounts')} GROUP BY ROLLUP (region)) AS r
        GROUP BY balance
        """);
    try (Warehouse floating = Warehouse.withWarnings(files)) {
      assertThat(floating.models()).contains("by_balance").noneMatch(m -> m.contains("$"));
    }
  }

  @Test
  void groupsMoveAndVanish() {
    accounts.run();
    warehouse.execute("UPDATE crm.accounts SET region = NULL WHERE id = 2");
    warehouse.execute("DELETE FROM crm.accounts WHERE region = 'us'");
    accounts.compared("accounts moved");
    warehouse.execute("INSERT INTO crm.accounts VALUES (9, 'as', 1.5, 2)");
    accounts.order("(9, 4), (1, 10)");
    accounts.compared("both sides");
    warehouse.execute("DELETE FROM crm.accounts");
    accounts.compared("nobody is left");
    warehouse.execute("INSERT INTO crm.accounts VALUES (NULL, NULL, 1, 1), (NULL, NULL, 2, 1)");
    accounts.compared("nobody with a name");
  }
}
