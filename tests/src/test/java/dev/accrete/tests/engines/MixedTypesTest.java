package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that SQL brings to one type are no keys where values of both types compare otherwise. */
class MixedTypesTest {
  private static final String PROJECT =
      """
      name: shop
      schema: derived
      dialect: %1$s
      target: dev
      targets:
        dev: %2$s
      """;

  private static final Map<String, String> TARGETS =
      Map.of(
          "duckdb",
          "{engine: duckdb, path: target/dev.duckdb}",
          "postgres",
          "{engine: postgres, url: 'jdbc:postgresql://localhost:1/x', user: postgres}");

  private static final String SOURCES =
      """
      sources:
        - name: shop.orders
          loaded_at: etl
          sortkeys: [made]
          columns: {code: varchar, amount: "decimal(10,4)", made: timestamp, etl: timestamp}
        - name: shop.offers
          changes: snapshot
          columns: {code: char(3), price: real, number: integer}
      """;

  private static Warehouse warehouse(String engine, Map<String, String> models) {
    Map<String, String> files = new java.util.TreeMap<>(models);
    files.put("accrete.yml", PROJECT.formatted(engine, TARGETS.get(engine)));
    files.put("models/sources.yml", SOURCES);
    Warehouse warehouse =
        Warehouse.over(
            engine.equals("duckdb") ? DuckDbDatabase.inMemory() : PostgresServer.fresh(), files);
    warehouse.execute("CREATE SCHEMA shop");
    warehouse.execute(
        "CREATE TABLE shop.orders"
            + " (code VARCHAR, amount DECIMAL(10,4), made TIMESTAMP, etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE shop.offers (code CHAR(3), price REAL, number INTEGER)");
    return warehouse;
  }

  private static void order(Warehouse warehouse, String code, String amount, int day) {
    warehouse.execute(
        "INSERT INTO shop.orders VALUES (%1$s, %2$s, TIMESTAMP '2026-01-0%3$s', TIMESTAMP '2026-01-0%3$s')"
            .formatted(code, amount, day));
  }

  private static void offer(Warehouse warehouse, String code, String price, int number) {
    warehouse.execute("INSERT INTO shop.offers VALUES (%s, %s, %s)".formatted(code, price, number));
  }

  private static void run(Warehouse warehouse) {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).as("%s", outcome).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, "a run");
  }

  private static void play(Warehouse warehouse) {
    try (warehouse) {
      order(warehouse, "'a'", "0.1", 1);
      order(warehouse, "'a '", "0.1", 1);
      offer(warehouse, "'a'", "0.5", 1);
      run(warehouse);
      offer(warehouse, "'b'", "0.1", 2);
      run(warehouse);
      order(warehouse, "'a'", "0.1", 2);
      run(warehouse);
      order(warehouse, "'b'", "0.5", 3);
      offer(warehouse, "'a'", "0.1", 1);
      run(warehouse);
      warehouse.execute("DELETE FROM shop.offers WHERE number = 1");
      run(warehouse);
    }
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void aDecimalThatBecomesRealIsNotFoundByIt(String engine) {
    play(
        warehouse(
            engine,
            Map.of(
                "models/prices.sql",
                """
                SELECT x, COUNT(*) AS n
                FROM (SELECT price AS x FROM ${ref('shop.offers')}
                  UNION ALL SELECT amount FROM ${ref('shop.orders')}) AS q
                GROUP BY x
                """,
                "models/all_prices.sql",
                """
                SELECT amount AS x FROM ${ref('shop.orders')}
                UNION SELECT price FROM ${ref('shop.offers')}
                """,
                "models/in_reals.sql",
                """
                SELECT x, COUNT(*) AS n
                FROM (SELECT price AS x FROM ${ref('shop.offers')}
                  UNION ALL SELECT CAST(amount AS REAL) FROM ${ref('shop.orders')}) AS q
                GROUP BY x
                """)));
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void aTextThatLosesItsBlanksByUsingIsNotFoundByIt(String engine) {
    play(
        warehouse(
            engine,
            Map.of(
                "models/codes.sql",
                """
                SELECT code, COUNT(*) AS n, COUNT(o.made) AS orders
                FROM ${ref('shop.orders')} AS o RIGHT JOIN ${ref('shop.offers')} AS f USING (code)
                GROUP BY code
                """)));
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void aConstantInABranchIsNoPlaceInTheSelectList(String engine) {
    String select =
        """
        SELECT amount AS x, %s AS n FROM ${ref('shop.orders')}
        UNION ALL SELECT number, number FROM ${ref('shop.offers')}
        """;
    play(
        warehouse(
            engine,
            Map.of(
                "models/zeros.sql", select.formatted(0),
                "models/threes.sql", select.formatted(3))));
  }

  @ParameterizedTest
  @CsvSource({"duckdb"})
  void aNumberThatBecomesATextIsNotFoundByIt(String engine) {
    Warehouse warehouse =
        warehouse(
            engine,
            Map.of(
                "models/words.sql",
                """
                SELECT code AS x FROM ${ref('shop.orders')}
                UNION ALL SELECT number FROM ${ref('shop.offers')}
                """,
                "models/counted.sql",
                """
                SELECT number AS x, COUNT(*) AS n FROM ${ref('shop.offers')} GROUP BY number
                UNION ALL SELECT code, 1 FROM ${ref('shop.orders')}
                """));
    play(warehouse);
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void branchesOfOneTypeHaveAKey(String engine) {
    Warehouse warehouse =
        warehouse(
            engine,
            Map.of(
                "models/numbers.sql",
                """
                SELECT amount AS x, COALESCE(code, 'none') AS code FROM ${ref('shop.orders')}
                UNION SELECT number, 'offer' FROM ${ref('shop.offers')}
                """));
    assertThat(warehouse.model("numbers").certificate().keyColumns()).isEqualTo(List.of(0, 1));
    play(warehouse);
  }

  /** DuckDB computes the same average of decimals otherwise where a SUM stands beside it. */
  @ParameterizedTest
  @CsvSource({
    "duckdb, AVG(amount), false",
    "duckdb, AVG(amount) FILTER (WHERE amount > 0), false",
    "duckdb, SUM(amount / 3), false",
    "duckdb, AVG(LENGTH(code)), true",
    "duckdb, MAX(amount), true",
    "postgres, AVG(amount), true"
  })
  void whatTheEngineReckonsInFloatsIsNotMerged(String engine, String aggregate, boolean merges) {
    String model =
        "SELECT code, SUM(amount) AS total, COUNT(*) AS n, %s AS a FROM ${ref('shop.orders')} GROUP BY code"
            .formatted(aggregate);
    try (Warehouse warehouse = warehouse(engine, Map.of("models/m.sql", model))) {
      assertThat(warehouse.model("m").plan().merge().isPresent()).isEqualTo(merges);
      for (int day = 1; day < 5; day++) {
        order(warehouse, "'a'", "0.1", day);
        run(warehouse);
      }
    }
  }
}
