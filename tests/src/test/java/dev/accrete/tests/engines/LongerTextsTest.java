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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Engines cut the blanks of texts that are too long for a column, and refuse numbers that are too
 * great. So a table is created anew for those of a source whose column became wider.
 */
class LongerTextsTest {
  private static final Map<String, String> MODELS =
      Map.of(
          "append", "---\nincremental: {strategy: append}\n---\nSELECT x, n FROM ${ref('raw.a')}\n",
          "recompute",
              "SELECT x, MAX(n) AS n FROM ${ref('raw.a')} GROUP BY x HAVING COUNT(*) > 0\n",
          "merge",
              "---\nincremental: {strategy: merge}\n---\nSELECT x, COUNT(*) AS n FROM ${ref('raw.a')} GROUP BY x\n",
          "longest", "SELECT n, MAX(x) AS x FROM ${ref('raw.a')} GROUP BY n\n");

  private static Warehouse warehouse(String engine, String strategy, String type, String first) {
    String target =
        engine.equals("duckdb") ? "path: target/dev.duckdb" : "url: 'jdbc:" + engine + "ql://h/d'";
    Map<String, String> files =
        Map.of(
            "accrete.yml",
            "name: w\nschema: derived\ndialect: %s\ntarget: dev\ntargets:\n  dev: {engine: %s, %s}\n"
                .formatted(engine, engine, target.replace("redshiftql", "redshift")),
            "models/sources.yml",
            "sources:\n  - {name: raw.a, loaded_at: etl, columns: {n: integer, x: '%s'}}\n"
                .formatted(type.equals("name") ? "varchar" : type),
            "models/m.sql",
            MODELS.get(strategy));
    Database database =
        switch (engine) {
          case "duckdb" -> DuckDbDatabase.inMemory();
          case "postgres" -> PostgresServer.fresh();
          default -> RedshiftServer.fresh("repeatable read");
        };
    Warehouse warehouse = Warehouse.over(database, files);
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.a (n INTEGER, x " + type + ", etl TIMESTAMP)");
    insert(warehouse, first, 1);
    return warehouse;
  }

  private static void insert(Warehouse warehouse, String value, int day) {
    warehouse.execute(
        "INSERT INTO raw.a VALUES (%d, %s, TIMESTAMP '2026-01-0%d')".formatted(day, value, day));
  }

  private static RunOutcome run(Warehouse warehouse) {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    return outcome;
  }

  /** What makes a run a rebuild, a plan says beforehand. */
  private static void runAsPlanned(Warehouse warehouse) {
    ModelResult planned =
        warehouse.run(RunListener.NONE, warehouse.request(Set.of("m")).dry()).result("m");
    assertThat(planned.succeeded()).as(planned.message()).isTrue();
    if (run(warehouse).result("m").strategy() == RunStrategy.FULL
        && planned.strategy() != RunStrategy.FULL) {
      assertThat(planned.reason()).contains("a rebuild if values no longer fit x (");
    }
  }

  private static List<String> values(Warehouse warehouse, String table) {
    return warehouse.texts("SELECT '<' || x || '>' FROM " + table + " ORDER BY 1");
  }

  @ParameterizedTest
  @CsvSource({
    "varchar(5), 'varchar(20)', '''abcde  '''",
    "varchar(5), 'text', '''ab     '''",
    "char(3), 'text', '''ab '''",
    "char(3), 'char(6)', '''abcdef'''",
    "name, 'text', 'REPEAT(''x'', 70)'",
    "integer, 'bigint', '5000000000'",
    "'decimal(5,2)', 'decimal(10,2)', '12345.67'"
  })
  void whatNoLongerFitsMakesARunARebuild(String before, String after, String value) {
    String first = value.contains("'") ? "'ab'" : "7";
    for (String engine : List.of("postgres", "redshift")) {
      for (String strategy : MODELS.keySet()) {
        if (before.startsWith("char") && strategy.equals("merge")) {
          continue; // equal values may differ: such a model is refused
        }
        if (strategy.equals("longest") && (before.startsWith("char") || before.equals("name"))) {
          continue; // values are compared, which other types do otherwise: it stops
        }
        try (Warehouse warehouse = warehouse(engine, strategy, before, first)) {
          run(warehouse);
          warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE " + after);
          insert(warehouse, value, 2);
          runAsPlanned(warehouse);
          assertThat(values(warehouse, "derived.m")).isEqualTo(values(warehouse, "raw.a"));
          insert(warehouse, value.contains("'") ? "'ef'" : "8", 3);
          assertThat(run(warehouse).result("m").strategy()).isNotEqualTo(RunStrategy.FULL);
          assertThat(values(warehouse, "derived.m")).isEqualTo(values(warehouse, "raw.a"));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "recompute", "merge", "longest"})
  void greaterNumbersMakeARunARebuildOnDuckDb(String strategy) {
    for (List<String> types :
        List.of(List.of("integer", "bigint"), List.of("decimal(5,2)", "decimal(10,2)"))) {
      try (Warehouse warehouse = warehouse("duckdb", strategy, types.get(0), "7")) {
        run(warehouse);
        warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE " + types.get(1));
        insert(warehouse, "8", 2);
        assertThat(run(warehouse).result("m").strategy()).isNotEqualTo(RunStrategy.FULL);
        insert(warehouse, "5000000", 3);
        insert(warehouse, types.get(1).equals("bigint") ? "5000000000" : "6000000", 4);
        run(warehouse);
        assertThat(values(warehouse, "derived.m")).isEqualTo(values(warehouse, "raw.a"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "varchar(5), 'varchar(20)', '''abcde  ''', append",
    "varchar(5), 'varchar(20)', '''abcde  ''', recompute",
    "char(3), 'text', '''ab ''', append",
    "name, 'text', 'REPEAT(''x'', 70)', append"
  })
  void aScriptStopsWhereATextNoLongerFits(
      String before, String after, String value, String strategy) {
    try (Warehouse warehouse = warehouse("postgres", strategy, before, "'ab'")) {
      warehouse.play(warehouse.project().runFull());
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE " + after);
      if (before.startsWith("varchar")) {
        insert(warehouse, "'cd'", 2);
        warehouse.play(warehouse.project().run());
      }
      insert(warehouse, value, 3);
      assertThatThrownBy(() -> warehouse.play(warehouse.project().run()))
          .hasMessageContaining("longer texts: run the full.sql of m");
      warehouse.play(warehouse.project().runFull());
      insert(warehouse, "'ef'", 4);
      warehouse.play(warehouse.project().run());
      assertThat(values(warehouse, "derived.m")).isEqualTo(values(warehouse, "raw.a"));
    }
  }
}
