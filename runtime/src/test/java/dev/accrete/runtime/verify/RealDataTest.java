package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cases on rows like those of a target, and on these themselves. */
class RealDataTest {
  private Database target;
  private Session session;

  @BeforeEach
  void open() {
    target = DuckDbDatabase.inMemory();
    session = target.session("test", StatementListener.NONE);
    execute("CREATE SCHEMA raw");
    execute("CREATE TABLE raw.fx (currency VARCHAR, rate INTEGER)");
    execute("INSERT INTO raw.fx VALUES ('EUR', 1), ('USD', 2), ('hidden', 3)");
    execute("CREATE TABLE raw.orders (id INTEGER, currency VARCHAR, etl TIMESTAMP)");
    execute(
        "INSERT INTO raw.orders SELECT i, CASE WHEN i % 3 = 0 THEN 'USD' ELSE 'EUR' END,"
            + " TIMESTAMP '2026-03-01' + INTERVAL (i) HOUR FROM range(9) AS t(i)");
  }

  @AfterEach
  void close() {
    session.close();
    target.close();
  }

  @Test
  void theKeyOfASmallTableMeetsWhatRefersToIt() {
    EquivalenceResult result = Equivalence.of(project()).cases(3).likeData(target).run();
    result.orThrow();
    assertThat(result.tally().models().get("by_rate").filled()).isPositive();
  }

  @Test
  void aValueThatNoOtherColumnListsIsMadeUp() {
    try (EquivalenceRun run = Equivalence.of(project()).likeData(target).open()) {
      for (long seed = 1; seed <= 5; seed++) {
        assertThat(run.history(seed).toString()).contains("'EUR'").doesNotContain("hidden");
      }
    }
  }

  @Test
  void sourcesWithoutBatchesAreComparedOnTheirRows() {
    Map<String, String> files = project();
    files.remove("models/by_rate.sql");
    files.put("models/rates.sql", "SELECT currency, rate FROM ${ref('raw.fx')}");
    EquivalenceResult result = Equivalence.of(files).cases(1).onData(target, 100).run();
    result.orThrow();
    assertThat(result.tally().models().get("rates").filled()).isPositive();
  }

  @Test
  void modelsOfEmptyTablesAreCompared() {
    execute("DELETE FROM raw.orders");
    execute("DELETE FROM raw.fx");
    EquivalenceResult result = Equivalence.of(project()).cases(1).onData(target, 100).run();
    result.orThrow();
    assertThat(result.tally().models().get("by_rate").comparisons()).isPositive();
    assertThat(result.tally().models().get("by_rate").filled()).isZero();
  }

  @Test
  void valuesOfAnotherTypeAreCountedAndNotShown() {
    execute("ALTER TABLE raw.fx ALTER rate TYPE VARCHAR USING 'Jane Doe'");
    for (int rows : new int[] {0, 100}) {
      Equivalence equivalence = Equivalence.of(project());
      Equivalence real =
          rows == 0 ? equivalence.likeData(target) : equivalence.onData(target, rows);
      assertThatThrownBy(real::open)
          .isInstanceOf(NotTestableException.class)
          .hasMessageContaining("raw.fx.rate is declared integer, and 3 rows have a value that is")
          .hasMessageNotContaining("Jane");
    }
  }

  private void execute(String sql) {
    session.execute("prepare", sql);
  }

  private static Map<String, String> project() {
    return new TreeMap<>(
        Map.of(
            "accrete.yml",
            """
            name: shop
            schema: derived
            dialect: duckdb
            target: dev
            targets:
              dev: {engine: duckdb, path: target/dev.duckdb}
            """,
            "models/sources.yml",
            """
            sources:
              - name: raw.orders
                loaded_at: etl
                columns: {id: integer, currency: varchar, etl: timestamp}
              - name: raw.fx
                changes: static
                unique_key: currency
                columns:
                  currency: {type: varchar, nullable: false}
                  rate: {type: integer}
            """,
            "models/by_rate.sql",
            """
            SELECT f.rate, COUNT(*) AS orders
            FROM ${ref('raw.orders')} AS o
            JOIN ${ref('raw.fx')} AS f ON f.currency = o.currency
            GROUP BY f.rate
            """));
  }
}
