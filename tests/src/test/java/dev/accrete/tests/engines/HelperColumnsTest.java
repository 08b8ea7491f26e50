package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column that nobody declared may be taken for one that Accrete's SQL adds to the rows. */
class HelperColumnsTest {
  @ParameterizedTest
  @CsvSource({
    "duckdb, path: d",
    "postgres, url: 'jdbc:postgresql://h/d'",
    "redshift, url: 'jdbc:redshift://h/d'"
  })
  void anIncrementFailsWhereASourceHasAHelper(String engine, String where) {
    Map<String, String> files =
        Map.of(
            "accrete.yml",
            "name: h\nschema: derived\ndialect: %s\ntarget: dev\ntargets:\n  dev: {engine: %s, %s}\n"
                .formatted(engine, engine, where),
            "models/sources.yml",
            "sources:\n  - {name: raw.t, loaded_at: etl, columns: {k: integer}}\n",
            "models/m.sql",
            "SELECT k % 3 AS g, COUNT(*) AS n FROM ${ref('raw.t')} GROUP BY k % 3 HAVING COUNT(*) > 0\n");
    Database database =
        switch (engine) {
          case "duckdb" -> DuckDbDatabase.inMemory();
          case "postgres" -> PostgresServer.fresh();
          default -> RedshiftServer.fresh("repeatable read");
        };
    try (Warehouse warehouse = Warehouse.over(database, files)) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE TABLE raw.t (k INTEGER, etl TIMESTAMP, accrete_key_1 INTEGER)");
      warehouse.execute("INSERT INTO raw.t VALUES (1, TIMESTAMP '2026-01-01', 7)");
      assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
      warehouse.execute("INSERT INTO raw.t VALUES (4, TIMESTAMP '2026-01-02', 7)");
      assertThatThrownBy(() -> warehouse.play(warehouse.project().run()))
          .hasMessageContaining("has a column of a name that Accrete gives to columns of its own");
      RunOutcome outcome = warehouse.run();
      assertThat(outcome.result("m").succeeded()).isFalse();
      assertThat(outcome.result("m").message()).contains("raw.t has a column accrete_key_1");
      warehouse.execute("ALTER TABLE raw.t RENAME COLUMN accrete_key_1 TO mine");
      assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
      assertThat(warehouse.texts("SELECT CAST(n AS VARCHAR) FROM derived.m")).containsExactly("2");
      warehouse.execute("INSERT INTO raw.t VALUES (7, TIMESTAMP '2026-01-03', 7)");
      warehouse.execute("ALTER TABLE raw.t RENAME COLUMN mine TO accrete_key_name");
      warehouse.play(warehouse.project().run());
      assertThat(warehouse.texts("SELECT CAST(n AS VARCHAR) FROM derived.m")).containsExactly("3");
    }
  }
}
