package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A small project over a table of accounts that anybody may change, and orders that come. */
final class Accounts {
  static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          """
          name: crm
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: crm.accounts
              changes: snapshot
              ignore: [synced]
              columns:
                id: {type: integer}
                region: {type: varchar}
                balance: {type: double}
                synced: {type: integer}
            - name: crm.orders
              loaded_at: etl
              changes: append
              columns:
                account: {type: integer}
                amount: {type: integer}
          """,
          "models/regions.sql",
          """
          SELECT region, COUNT(*) AS accounts, MAX(id) AS newest
          FROM ${ref('crm.accounts')}
          GROUP BY region
          """,
          "models/account_orders.sql",
          """
          SELECT o.account, a.region, CAST(a.balance AS VARCHAR) AS balance, COUNT(*) AS orders, SUM(o.amount) AS amount
          FROM ${ref('crm.orders')} AS o
          LEFT JOIN ${ref('crm.accounts')} AS a ON o.account = a.id
          GROUP BY o.account, a.region, a.balance
          """,
          "models/region_orders.sql",
          """
          SELECT region, SUM(orders) AS orders, COUNT(*) AS accounts
          FROM ${ref('account_orders')}
          GROUP BY region
          """);

  private final Warehouse warehouse;
  private int loads;
  private int processes;

  Accounts(Warehouse warehouse) {
    this.warehouse = warehouse;
    warehouse.execute("CREATE SCHEMA crm");
    warehouse.execute(
        "CREATE TABLE crm.accounts (id INTEGER, region VARCHAR, balance DOUBLE, synced INTEGER)");
    warehouse.execute("CREATE TABLE crm.orders (account INTEGER, amount INTEGER, etl TIMESTAMP)");
    warehouse.execute(
        "INSERT INTO crm.accounts VALUES (1, 'eu', 1, 1), (2, 'eu', 2, 1), (3, 'us', 0.0, 1),"
            + " (4, NULL, NULL, 1), (NULL, 'us', 5, 1), (NULL, NULL, NULL, 1)");
    order("(1, 10), (1, 20), (2, 5), (3, 7), (4, 1), (9, 2), (NULL, 3)");
  }

  /** Orders come, in a batch of their own. */
  void order(String values) {
    warehouse.execute(
        "INSERT INTO crm.orders SELECT account, amount, TIMESTAMP '2026-01-01' + INTERVAL "
            + ++loads
            + " DAY FROM (VALUES "
            + values
            + ") AS v (account, amount)");
  }

  /** Runs some models, all where none is named, which must end well. */
  RunOutcome run(String... models) {
    RunOutcome outcome = warehouse.run(RunListener.NONE, request(models));
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    return outcome;
  }

  RunRequest request(String... models) {
    Set<String> names = models.length == 0 ? new HashSet<>(warehouse.models()) : Set.of(models);
    return warehouse.request(names).as("process " + ++processes);
  }

  /** Runs all models, and compares each table with its SELECT both ways. */
  Map<String, RunStrategy> compared(String when) {
    RunOutcome outcome = run();
    Oracle.assertUpToDate(warehouse, when);
    Map<String, RunStrategy> strategies = new TreeMap<>();
    outcome.results().forEach(r -> strategies.put(r.model(), r.strategy()));
    return strategies;
  }

  /** The name of the copy's table of changes, or of the copy. */
  String kept(String kind) {
    return warehouse
        .texts(
            "SELECT 'accrete.\"' || table_name || '\"' FROM duckdb_tables() WHERE table_name LIKE"
                + " 'crm.accounts\\_"
                + kind
                + "\\_%' ESCAPE '\\'")
        .get(0);
  }

  /** Every row of the state and the models, the lock aside. */
  Map<String, List<String>> everything() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String table :
        warehouse.texts(
            "SELECT schema_name || '.\"' || table_name || '\"' FROM duckdb_tables()"
                + " WHERE table_name <> 'lock' AND schema_name IN ('accrete', 'derived') ORDER BY 1")) {
      all.put(table, warehouse.rows("SELECT * FROM " + table));
    }
    return all;
  }
}
