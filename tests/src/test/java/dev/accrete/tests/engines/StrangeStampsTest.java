package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stamps at both ends of time, and beyond: each is a batch as any other. */
class StrangeStampsTest {
  private static Map<String, String> project(String engine, String arrival) {
    return Map.of(
        "accrete.yml",
        "name: strange\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n  dev: {engine: "
            + (engine.equals("duckdb")
                ? "duckdb, path: target/dev.duckdb}\n"
                : "postgres, url: \"jdbc:postgresql://localhost/test\"}\n"),
        "models/sources.yml",
        "sources:\n  - {name: raw.a, loaded_at: {column: etl, grain: hour}, arrival: "
            + arrival
            + ", columns: {id: integer, n: integer}}\n",
        "models/sums.sql",
        "SELECT id, SUM(n) AS n FROM ${ref('raw.a')} GROUP BY id\n");
  }

  @ParameterizedTest
  @CsvSource({"duckdb, any", "duckdb, ordered", "postgres, any", "postgres, ordered"})
  void rowsOfAllBatchesAreTakenIn(String engine, String arrival) {
    try (Warehouse warehouse =
        Warehouse.over(
            engine.equals("duckdb") ? DuckDbDatabase.inMemory() : PostgresServer.fresh(),
            project(engine, arrival))) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE TABLE raw.a (id INTEGER, n INTEGER, etl TIMESTAMP)");
      int loads = 0;
      for (List<String> stamps :
          List.of(
              List.of("2026-01-01 00:00:00", "2026-01-01 01:00:00", "2026-01-01 02:00:00"),
              List.of("2026-01-01 00:10:00", "10000-01-01 00:00:00"),
              List.of("infinity", "-infinity", "2026-01-01 03:00:00"),
              List.of("infinity", "2026-01-01 03:30:00", "1969-12-31 23:59:59.999999"))) {
        for (String stamp : stamps) {
          loads++;
          warehouse.execute(
              "INSERT INTO raw.a VALUES ("
                  + loads
                  + ", 1, '"
                  + stamp
                  + "'), (0, 1, '"
                  + stamp
                  + "')");
        }
        assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
        Oracle.assertUpToDate(warehouse, engine + ", " + stamps);
        assertThat(warehouse.number("SELECT n FROM derived.sums WHERE id = 0")).isEqualTo(loads);
      }
    }
  }
}
