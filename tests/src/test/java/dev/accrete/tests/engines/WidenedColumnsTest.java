package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Engines round what they put into a column of fewer digits, and say nothing. So a table whose
 * columns became finer is created anew, whether its model changed or what it reads.
 */
class WidenedColumnsTest {
  private static final String APPENDED =
      "---\nincremental: {strategy: append}\n---\nSELECT n, x FROM ${ref('raw.a')}\n";
  private static final String RECOMPUTED =
      "SELECT n, MAX(x) AS x FROM ${ref('raw.a')} GROUP BY n HAVING COUNT(*) > 0\n";
  private static final String MERGED =
      "---\nincremental: {strategy: merge}\n---\nSELECT n, SUM(x) AS x FROM ${ref('raw.a')} GROUP BY n\n";
  private static final String ROUNDED_LATE =
      "---\nincremental: {strategy: merge}\n---\nSELECT n, CAST(10 * SUM(x) AS INTEGER) AS x FROM ${ref('raw.a')} GROUP BY n\n";

  private static Map<String, String> project(String engine, String... models) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        "name: widened\nschema: derived\ndialect: "
            + (engine.equals("redshift") ? "redshift" : "postgres")
            + "\ntarget: dev\ntargets:\n  dev: {engine: "
            + switch (engine) {
              case "duckdb" -> "duckdb, path: target/dev.duckdb}\n";
              case "postgres" -> "postgres, url: \"jdbc:postgresql://localhost/test\"}\n";
              default -> "redshift, url: \"jdbc:redshift://localhost/test\"}\n";
            });
    files.put(
        "models/sources.yml",
        "sources:\n  - {name: raw.a, loaded_at: etl, columns: {n: integer, x: 'decimal(8,2)'}}\n");
    for (int i = 0; i < models.length; i += 2) {
      files.put("models/" + models[i] + ".sql", models[i + 1]);
    }
    return files;
  }

  private static Warehouse warehouse(String engine, String... models) {
    Database database =
        switch (engine) {
          case "duckdb" -> DuckDbDatabase.inMemory();
          case "postgres" -> PostgresServer.fresh();
          default -> RedshiftServer.fresh("repeatable read");
        };
    Warehouse warehouse = Warehouse.over(database, project(engine, models));
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.a (n INTEGER, x DECIMAL(8,2), etl TIMESTAMP)");
    warehouse.execute("INSERT INTO raw.a VALUES (1, 1.25, TIMESTAMP '2026-01-01')");
    run(warehouse);
    return warehouse;
  }

  private static RunOutcome run(Warehouse warehouse) {
    RunOutcome planned =
        warehouse.run(RunListener.NONE, warehouse.request(Set.copyOf(warehouse.models())).dry());
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    for (ModelResult result : planned.results()) {
      if (!result.reason().contains("a rebuild if values no longer fit")) {
        assertThat(result.strategy())
            .as("planned: " + result)
            .isEqualTo(outcome.result(result.model()).strategy());
      }
    }
    return outcome;
  }

  private static List<String> values(Warehouse warehouse, String table) {
    return warehouse.texts("SELECT CAST(x * 10000 AS INTEGER) FROM " + table + " ORDER BY 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void aModelWithMoreDigitsGetsThem(String engine) {
    String select = "SELECT n, CAST(n / 8.0 AS DECIMAL(%s)) AS x FROM ${ref('raw.a')}\n";
    try (Warehouse before = warehouse(engine, "m", select.formatted("8,2"))) {
      Warehouse after = before.with(project(engine, "m", select.formatted("10,4")));
      run(after);
      assertThat(values(after, "derived.m")).containsExactly("1250");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "duckdb, append",
    "duckdb, recompute",
    "duckdb, merge",
    "duckdb, parts",
    "postgres, append",
    "postgres, recompute",
    "postgres, merge",
    "postgres, parts"
  })
  void aSourceWithMoreDigitsBringsThem(String engine, String strategy) {
    String model =
        Map.of(
                "append", APPENDED,
                "recompute", RECOMPUTED,
                "merge", MERGED,
                "parts", ROUNDED_LATE)
            .get(strategy);
    try (Warehouse warehouse = warehouse(engine, "m", model)) {
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE DECIMAL(12,4)");
      for (int day = 2; day < 5; day++) {
        warehouse.execute(
            "INSERT INTO raw.a VALUES ("
                + (strategy.equals("recompute") ? day : 1)
                + ", 0.0345, TIMESTAMP '2026-01-0"
                + day
                + "')");
        run(warehouse);
      }
      assertThat(values(warehouse, "derived.m"))
          .isEqualTo(
              values(
                  warehouse,
                  strategy.equals("append")
                      ? "raw.a"
                      : "(SELECT "
                          + (strategy.equals("parts") ? "CAST(10 * SUM(x) AS INTEGER)" : "SUM(x)")
                          + " AS x FROM raw.a GROUP BY n) AS expected"));
    }
  }

  /** PostgreSQL adds up whole numbers in eight bytes, and those of eight bytes as decimals. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void aMergedSumOfGreaterNumbersHasRoomForThem(String engine) {
    String merged = "---\nincremental: {strategy: merge}\n---\nSELECT x AS k, ";
    String shown = "SUM(n) AS s";
    String hidden = "CAST(SUM(n) % 1000 AS INTEGER) AS s";
    String from = " FROM ${ref('raw.a')} GROUP BY x\n";
    try (Warehouse warehouse =
        warehouse(engine, "shown", merged + shown + from, "hidden", merged + hidden + from)) {
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN n TYPE BIGINT");
      for (int day = 2; day < 5; day++) {
        warehouse.execute(
            "INSERT INTO raw.a VALUES (9000000000000000007, 1.25, TIMESTAMP '2026-01-0"
                + day
                + "')");
        RunOutcome outcome = run(warehouse);
        if (day > 2) {
          assertThat(outcome.results()).allMatch(r -> r.strategy() == RunStrategy.MERGE);
        }
      }
      String type = engine.equals("duckdb") ? "typeof(s)" : "pg_typeof(s)";
      for (String model : List.of("shown", "hidden")) {
        String asked = "SELECT CAST(s AS VARCHAR) || ' ' || CAST(" + type + " AS VARCHAR) FROM ";
        String select = "SELECT " + (model.equals("shown") ? shown : hidden);
        assertThat(warehouse.texts(asked + "derived." + model))
            .isEqualTo(warehouse.texts(asked + "(" + select + " FROM raw.a GROUP BY x) AS e"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void aReaderThatComesBackGetsAllDigits(String engine) {
    String select = "SELECT n, CAST(n / 8.0 AS DECIMAL(%s)) AS x FROM ${ref('raw.a')}\n";
    String reader = "SELECT n, x FROM ${ref('m')}\n";
    try (Warehouse before = warehouse(engine, "m", select.formatted("8,2"), "r", reader)) {
      Warehouse alone = before.with(project(engine, "m", select.formatted("10,4")));
      run(alone);
      Warehouse after = before.with(project(engine, "m", select.formatted("10,4"), "r", reader));
      run(after);
      after.execute("INSERT INTO raw.a VALUES (3, 1.25, TIMESTAMP '2026-01-02')");
      RunOutcome outcome = run(after);
      assertThat(outcome.result("r").strategy()).isNotEqualTo(RunStrategy.FULL);
      assertThat(values(after, "derived.r")).containsExactly("1250", "3750");
    }
  }

  /**
   * A script stops; the script that rebuilds makes the table anew. PostgreSQL gives sums and the
   * like as many digits as they need from the start.
   */
  @ParameterizedTest
  @CsvSource({
    "duckdb, append, true",
    "duckdb, recompute, true",
    "duckdb, parts, true",
    "postgres, append, true",
    "postgres, recompute, false",
    "postgres, parts, false",
    "redshift, append, true"
  })
  void aScriptStopsWhereASourceHasMoreDigits(String engine, String strategy, boolean stops) {
    String model =
        Map.of("append", APPENDED, "recompute", RECOMPUTED, "parts", ROUNDED_LATE).get(strategy);
    try (Warehouse warehouse = warehouse(engine, "m", model)) {
      warehouse.play(warehouse.project().runFull());
      warehouse.execute("INSERT INTO raw.a VALUES (7, 0.25, TIMESTAMP '2026-01-02')");
      warehouse.play(warehouse.project().run());
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE DECIMAL(12,4)");
      warehouse.execute("INSERT INTO raw.a VALUES (8, 0.0345, TIMESTAMP '2026-01-03')");
      if (stops) {
        assertThatThrownBy(() -> warehouse.play(warehouse.project().run()))
            .hasMessageContaining("got more digits or longer texts: run the full.sql of m");
        warehouse.play(warehouse.project().runFull());
      }
      warehouse.execute("INSERT INTO raw.a VALUES (9, 0.0045, TIMESTAMP '2026-01-04')");
      warehouse.play(warehouse.project().run());
      assertThat(warehouse.number("SELECT COUNT(*) FROM derived.m")).isEqualTo(4);
      assertThat(values(warehouse, "derived.m"))
          .isEqualTo(
              values(
                  warehouse,
                  strategy.equals("parts")
                      ? "(SELECT CAST(10 * SUM(x) AS INTEGER) AS x FROM raw.a GROUP BY n) AS e"
                      : "(SELECT MAX(x) AS x FROM raw.a GROUP BY n) AS e"));
    }
  }

  /** A plan looks at one model after the other in a transaction, which an error must not end. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void aPlanGoesOnBehindAModelWhoseSelectFails(String engine) {
    String fails =
        "---\nincremental: {strategy: append}\n---\nSELECT n * 2 AS d FROM ${ref('raw.a')}\n";
    try (Warehouse warehouse = warehouse(engine, "a", fails, "b", APPENDED.replace("n, ", ""))) {
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN n TYPE DATE USING DATE '2026-01-01' + n");
      warehouse.execute(
          "INSERT INTO raw.a VALUES (DATE '2026-01-01', 0.25, TIMESTAMP '2026-01-02')");
      RunOutcome planned =
          warehouse.run(RunListener.NONE, warehouse.request(Set.of("a", "b")).dry());
      RunOutcome outcome = warehouse.run();
      for (String model : List.of("a", "b")) {
        assertThat(planned.result(model).succeeded())
            .as(planned.result(model) + "\n" + outcome.result(model))
            .isEqualTo(outcome.result(model).succeeded());
      }
      assertThat(outcome.result("b").succeeded()).isTrue();
    }
  }
}
