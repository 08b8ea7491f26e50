package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.sample.SampleColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run with nothing new writes nothing: the lock alone is taken and given back. */
class NothingNewTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void secondRunTouchesNoModelTableAndWritesNoState(boolean byHour) throws IOException {
    Map<String, String> project =
        byHour
            ? ShippedModels.visitsByHour(SampleColumns.TYPES)
            : ShippedModels.visits(SampleColumns.TYPES);
    try (Warehouse warehouse = Warehouse.inMemory(project)) {
      EventPool pool = EventPool.fill(warehouse, 3, 300, 5, folder);
      warehouse.run();
      pool.load();
      warehouse.run();
      Map<String, List<String>> before = everything(warehouse);
      List<String> written = new ArrayList<>();
      RunOutcome outcome = warehouse.run(writes(written));
      assertThat(outcome.results()).allMatch(r -> r.strategy() == RunStrategy.NONE);
      assertThat(outcome.results()).allMatch(r -> r.reason().equals("nothing new"));
      assertThat(everything(warehouse)).isEqualTo(before);
      assertThat(written).allMatch(purpose -> purpose.matches(".*(lock|freeze|Count|rolled).*"));
    }
  }

  /** {@code x.y} in FROM is an array on Redshift, and here the table of a schema called as x is. */
  @Test
  void aTableThatLooksLikeAnArrayDoesNotGoStale() {
    Map<String, String> project =
        Map.of(
            "accrete.yml",
            """
            name: shop
            schema: derived
            dialect: redshift
            target: dev
            targets:
              dev: {engine: duckdb, path: target/dev.duckdb}
            """,
            "models/sources.yml",
            """
            sources:
              - name: shop.orders
                loaded_at: etl
                columns: {id: int, etl: timestamp}
            """,
            "models/both.sql",
            "SELECT crm.id, c.name FROM ${ref('shop.orders')} AS crm, crm.customers AS c\n");
    try (Warehouse warehouse = Warehouse.withWarnings(project)) {
      warehouse.execute("CREATE SCHEMA shop");
      warehouse.execute("CREATE SCHEMA crm");
      warehouse.execute("CREATE TABLE shop.orders (id INTEGER, etl TIMESTAMP)");
      warehouse.execute("CREATE TABLE crm.customers (name VARCHAR)");
      warehouse.execute("INSERT INTO shop.orders VALUES (1, TIMESTAMP '2026-01-01')");
      warehouse.run();
      warehouse.execute("INSERT INTO crm.customers VALUES ('anna')");
      RunOutcome outcome = warehouse.run();
      assertThat(outcome.result("both").strategy()).isEqualTo(RunStrategy.FULL);
      assertThat(outcome.result("both").reason()).contains("array in FROM");
      assertThat(warehouse.number("SELECT COUNT(*) FROM derived.both")).isOne();
    }
  }

  /** Rows with their row ids, which a row that is deleted and inserted again does not keep. */
  private static Map<String, List<String>> everything(Warehouse warehouse) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String table :
        warehouse.texts(
            "SELECT table_schema || '.\"' || table_name || '\"' FROM information_schema.tables"
                + " WHERE table_schema IN ('derived', 'accrete') AND table_name <> 'lock'"
                + " ORDER BY 1")) {
      all.put(table, warehouse.rows("SELECT rowid, * FROM " + table));
    }
    return all;
  }

  private static RunListener writes(List<String> written) {
    return new RunListener() {
      @Override
      public void after(String purpose, String sql) {
        if (sql.matches("(?s)(INSERT|UPDATE|DELETE|CREATE|DROP|ALTER).*")) {
          written.add(purpose);
        }
      }
    };
  }

  /** A function that nobody declared may read the clock, or another table, as this one does. */
  @Test
  void whatNobodyPromisedToGiveTheSameAgainIsRebuilt() {
    Map<String, String> project =
        Map.of(
            "accrete.yml",
            Warehouse.SHOP,
            "models/sources.yml",
            """
            sources:
              - name: shop.sales
                loaded_at: etl
                columns: {id: integer, amount: integer}
            """,
            "models/priced.sql",
            "SELECT id, f_rate(amount) AS euros FROM ${ref('shop.sales')}",
            "models/hidden_in_a_limit.sql",
            "SELECT id, amount FROM (SELECT id, amount FROM ${ref('shop.sales')}"
                + " ORDER BY 2, 1 LIMIT 5) AS l WHERE f_rate(amount) > 15");
    try (Warehouse warehouse = Warehouse.withWarnings(project)) {
      warehouse.execute("CREATE SCHEMA shop");
      warehouse.execute("CREATE TABLE shop.rates AS SELECT 2 AS rate");
      warehouse.execute(
          "CREATE TABLE shop.sales AS SELECT i AS id, 5 * i AS amount, TIMESTAMP '2026-05-10' AS etl"
              + " FROM range(1, 4) AS r (i)");
      warehouse.execute(
          "CREATE MACRO f_rate(amount) AS amount * (SELECT MAX(rate) FROM shop.rates)");
      warehouse.run();
      warehouse.execute("UPDATE shop.rates SET rate = 3");
      RunOutcome outcome = warehouse.run();
      assertThat(outcome.results())
          .allMatch(r -> r.reason().equals("nobody promised that f_rate gives the same again"));
      assertThat(warehouse.texts("SELECT id || ' ' || euros FROM derived.priced ORDER BY 1"))
          .containsExactly("1 15", "2 30", "3 45");
      assertThat(warehouse.texts("SELECT id || '' FROM derived.hidden_in_a_limit ORDER BY 1"))
          .containsExactly("2", "3");
    }
  }

  @Test
  void loadOfAHeaderAloneIsNothingNew() throws IOException {
    try (Warehouse warehouse = Warehouse.inMemory(ShippedModels.visits(SampleColumns.TYPES))) {
      EventPool.fill(warehouse, 3, 100, 5, folder);
      warehouse.run();
      EventLoads none = new EventLoads("none", SampleColumns.TYPES, List.of(List.of()));
      assertThat(warehouse.load(none.write(0, folder)).rows()).isZero();
      assertThat(warehouse.run().results()).allMatch(r -> r.strategy() == RunStrategy.NONE);
    }
  }
}
