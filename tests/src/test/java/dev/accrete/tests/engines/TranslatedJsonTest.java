package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JSON_PARSE makes of texts, and paths into it from the model that reads it. */
class TranslatedJsonTest {
  private static final String SOURCES =
      """
      sources:
        - name: raw.events
          loaded_at: etl
          columns: {id: integer, payload: varchar(200), etl: timestamp}
      """;

  /** A plan that is no number is NULL as one, as the page on lax semantics says. */
  @ParameterizedTest
  @CsvSource({
    "duckdb, '{engine: duckdb, path: target/dev.duckdb}'",
    "postgres, '{engine: postgres, url: \"jdbc:postgresql://localhost:1/x\", user: postgres}'"
  })
  void readersHavePathsIntoParsedTexts(String engine, String target) {
    try (Warehouse warehouse =
        Warehouse.over(
            engine.equals("duckdb") ? DuckDbDatabase.inMemory() : PostgresServer.fresh(),
            Map.of(
                "accrete.yml",
                "name: raw\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n  dev: "
                    + target
                    + "\n",
                "models/sources.yml",
                SOURCES,
                "models/parsed.sql",
                "SELECT id, JSON_PARSE(payload) AS p FROM ${ref('raw.events')} WHERE CAN_JSON_PARSE(payload)",
                "models/read.sql",
                "SELECT id, p.plan::varchar AS plan, p.plan::integer AS level, GET_ARRAY_LENGTH(p.items) AS n FROM ${ref('parsed')}"))) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute(
          "CREATE TABLE raw.events (id INTEGER, payload VARCHAR(200), etl TIMESTAMP)");
      warehouse.execute(
          "INSERT INTO raw.events VALUES (1, '{\"plan\": \"pro\", \"items\": [1, 2]}', TIMESTAMP '2026-02-01'),"
              + " (2, 'oops', TIMESTAMP '2026-02-01')");
      run(warehouse);
      warehouse.execute(
          "INSERT INTO raw.events VALUES (3, '{\"items\": 5}', TIMESTAMP '2026-02-02'),"
              + " (4, '{\"plan\": 7}', TIMESTAMP '2026-02-02'),"
              + " (5, '{\"plan\": 12.5}', TIMESTAMP '2026-02-02'),"
              + " (6, '{\"plan\": \"12.5\"}', TIMESTAMP '2026-02-02')");
      run(warehouse);
      assertThat(
              warehouse.texts(
                  "SELECT id || ':' || COALESCE(plan, '-') || ':' || COALESCE(CAST(level AS VARCHAR(9)), '-')"
                      + " || ':' || COALESCE(CAST(n AS VARCHAR(9)), '-')"
                      + " FROM derived.read ORDER BY id"))
          .containsExactly("1:pro:-:2", "3:-:-:-", "4:7:7:-", "5:12.5:13:-", "6:12.5:-:-");
    }
  }

  private static void run(Warehouse warehouse) {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).as("%s", outcome).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, "a run");
  }
}
