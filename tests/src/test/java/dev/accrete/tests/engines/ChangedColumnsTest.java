package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.ModelResult.Status;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A column of a source that becomes narrower, or another kind, exchanges values under rows that
 * models took in long ago, and no count shows it. So its readers stop until they are rebuilt; those
 * that do not read it, and wider columns, go on.
 */
class ChangedColumnsTest {
  private static final Map<String, String> MODELS =
      Map.of(
          "appended",
          "---\nincremental: {strategy: append}\n---\nSELECT n, x FROM ${ref('raw.a')}\n",
          "recomputed",
          "SELECT n, MAX(x) AS x FROM ${ref('raw.a')} GROUP BY n HAVING COUNT(*) > 0\n",
          "merged",
          "---\nincremental: {strategy: merge}\n---\nSELECT n, SUM(x) AS x FROM ${ref('raw.a')} GROUP BY n\n",
          "rebuilt",
          "SELECT n, x FROM ${ref('raw.a')} ORDER BY x, n LIMIT 3\n",
          "other",
          "SELECT n, MIN(t) AS t, MIN(d) AS d, MIN(i) AS i FROM ${ref('raw.a')} GROUP BY n\n",
          "behind",
          "SELECT COUNT(*) AS number_of, SUM(x) AS x FROM ${ref('appended')}\n");

  private static final Set<String> OF_X = Set.of("appended", "recomputed", "merged", "behind");

  private static Map<String, String> project(String engine) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        "name: changed\nschema: derived\ndialect: "
            + (engine.equals("redshift") ? "redshift" : "postgres")
            + "\ntarget: dev\ntargets:\n  dev: {engine: "
            + switch (engine) {
              case "duckdb" -> "duckdb, path: target/dev.duckdb}\n";
              case "postgres" -> "postgres, url: \"jdbc:postgresql://localhost/test\"}\n";
              default -> "redshift, url: \"jdbc:redshift://localhost/test\"}\n";
            });
    files.put(
        "models/sources.yml",
        """
        sources:
          - name: raw.a
            loaded_at: etl
            columns: {n: integer, x: 'decimal(8,2)', t: varchar(20), d: timestamp, i: integer}
        """);
    MODELS.forEach((name, text) -> files.put("models/" + name + ".sql", text));
    return files;
  }

  private static Warehouse warehouse(String engine) {
    Database database =
        switch (engine) {
          case "duckdb" -> DuckDbDatabase.inMemory();
          case "postgres" -> PostgresServer.fresh();
          default -> RedshiftServer.fresh("repeatable read");
        };
    Warehouse warehouse = Warehouse.over(database, project(engine));
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute(
        "CREATE TABLE raw.a (n INTEGER, x DECIMAL(8,2), t VARCHAR(20), d TIMESTAMP, i INTEGER, etl TIMESTAMP)");
    load(warehouse, 1);
    assertRuns(warehouse, "the first run");
    load(warehouse, 2);
    assertRuns(warehouse, "the second run");
    return warehouse;
  }

  private static void load(Warehouse warehouse, int day) {
    load(warehouse, day, "t");
  }

  private static void load(Warehouse warehouse, int day, String text) {
    warehouse.execute(
        "INSERT INTO raw.a (n, x, %2$s, d, i, etl) VALUES (1, 1.25, '12', TIMESTAMP '2026-01-01 10:00:00', 7, TIMESTAMP '2026-01-0%1$d'), (%1$d, 3.55, '7', TIMESTAMP '2026-02-03 10:00:00', 8, TIMESTAMP '2026-01-0%1$d')"
            .formatted(day, text));
  }

  private static RunOutcome assertRuns(Warehouse warehouse, String when) {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).as(when).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, when);
    return outcome;
  }

  private static RunRequest all(Warehouse warehouse) {
    return warehouse.request(Set.copyOf(warehouse.models()));
  }

  private static RunOutcome refresh(Warehouse warehouse, Set<String> models) {
    RunRequest request = all(warehouse);
    List<ModelRequest> refreshed =
        request.models().stream()
            .map(m -> models.contains(m.plan().model()) ? m.refreshed() : m)
            .toList();
    return warehouse.run(
        RunListener.NONE, RunRequest.of(request.tables(), refreshed, "refreshed", request.clock()));
  }

  /**
   * The readers stop, in a plan as in a run, and leave their tables; the others go on, and what is
   * rebuilt at any change is rebuilt.
   */
  private static void assertStops(Warehouse warehouse, Set<String> readers, String words) {
    Map<String, List<String>> before = tables(warehouse, readers);
    RunOutcome planned = warehouse.run(RunListener.NONE, all(warehouse).dry());
    for (RunOutcome outcome : List.of(planned, warehouse.run(), warehouse.run())) {
      for (ModelResult result : outcome.results()) {
        if (!readers.contains(result.model())) {
          assertThat(result.status()).as(result.toString()).isEqualTo(Status.SUCCESS);
        } else if (result.model().equals("behind")) {
          assertThat(result.status()).as(result.toString()).isEqualTo(Status.SKIPPED);
        } else {
          assertThat(result.message())
              .contains(words)
              .contains("`accrete run --full-refresh -s " + result.model() + "`");
        }
      }
    }
    assertThat(tables(warehouse, readers)).isEqualTo(before);
    Oracle.assertUpToDate(warehouse, "rebuilt", "a rebuild that nobody asked for");
  }

  private static Map<String, List<String>> tables(Warehouse warehouse, Set<String> models) {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    models.forEach(m -> tables.put(m, warehouse.rows("SELECT * FROM derived." + m)));
    return tables;
  }

  @ParameterizedTest
  @CsvSource({
    "duckdb, false",
    "postgres, false",
    "redshift, false",
    "duckdb, true",
    "postgres, true"
  })
  void fewerDigitsStopTheirReadersUntilTheyAreRebuilt(String engine, boolean more) {
    try (Warehouse warehouse = warehouse(engine)) {
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE DECIMAL(8,1)");
      if (more) {
        load(warehouse, 3);
      }
      String words = "the column x of raw.a was ";
      assertStops(warehouse, OF_X, words);
      Set<String> left = new HashSet<>(OF_X);
      left.removeAll(Set.of("merged", "behind"));
      refresh(warehouse, Set.of("merged"));
      Set<String> still = new HashSet<>(left);
      still.add("behind");
      assertStops(warehouse, still, words);
      refresh(warehouse, left);
      load(warehouse, 4);
      RunOutcome after = assertRuns(warehouse, "after the rebuilds");
      assertThat(after.result("appended").strategy()).isEqualTo(RunStrategy.APPEND);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "duckdb, t, t TYPE INTEGER USING CAST(t AS INTEGER)",
    "postgres, t, t TYPE INTEGER USING CAST(t AS INTEGER)",
    "postgres, t, t TYPE VARCHAR(1)",
    "redshift, t, t TYPE VARCHAR(1)",
    "duckdb, d, d TYPE DATE",
    "postgres, d, d TYPE DATE",
    "postgres, d, d TYPE TIMESTAMP(0)",
    "duckdb, i, i TYPE DECIMAL(9)",
    "postgres, i, i TYPE NUMERIC",
    "postgres, i, i TYPE SMALLINT"
  })
  void anotherKindOfValuesStopsItsReaders(String engine, String column, String alteration) {
    try (Warehouse warehouse = warehouse(engine)) {
      String using = alteration.contains("VARCHAR(1)") ? " USING SUBSTRING(t, 1, 1)" : "";
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN " + alteration + using);
      assertStops(warehouse, Set.of("other"), "the column " + column + " of raw.a was ");
      refresh(warehouse, Set.of("other"));
      assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "redshift"})
  void aColumnThatIsGoneOrRenamedStopsItsReaders(String engine) {
    try (Warehouse warehouse = warehouse(engine)) {
      warehouse.execute("ALTER TABLE raw.a RENAME COLUMN t TO text_of");
      load(warehouse, 3, "text_of");
      List<RunOutcome> outcomes =
          List.of(
              warehouse.run(RunListener.NONE, all(warehouse).dry()),
              warehouse.run(),
              refresh(warehouse, Set.of("other")));
      for (RunOutcome outcome : outcomes) {
        // All columns matter to what is not understood, as a limit is not.
        for (String model : List.of("other", "rebuilt")) {
          assertThat(outcome.result(model).message())
              .isEqualTo(
                  "the table raw.a has no column t, which "
                      + model
                      + " reads: give it back, or take it out of the model and the source"
                      // The run that finds its new name tells it, though its reader fails.
                      + (outcome == outcomes.get(2)
                          ? ""
                          : "; note: new in its sources: raw.a.text_of"));
        }
        assertThat(outcome.result("behind").succeeded()).isTrue();
      }
      warehouse.execute("ALTER TABLE raw.a RENAME COLUMN text_of TO t");
      assertStops(warehouse, Set.of("other"), "the column t of raw.a was gone, and other has");
      refresh(warehouse, Set.of("other"));
      assertRuns(warehouse, "after the rebuild");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "redshift"})
  void widerAndNewColumnsStopNobody(String engine) {
    try (Warehouse warehouse = warehouse(engine)) {
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE DECIMAL(12,4)");
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN t TYPE VARCHAR(40)");
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN i TYPE BIGINT");
      warehouse.execute("ALTER TABLE raw.a ADD COLUMN fresh INTEGER");
      RunOutcome outcome = assertRuns(warehouse, "wider");
      assertThat(messages(outcome))
          .containsEntry("other", "note: new in its sources: raw.a.fresh")
          .containsEntry("behind", "");
      // What a limit leaves is not understood: it may be texts of the column, and is rebuilt.
      assertThat(outcome.results())
          .allMatch(
              r ->
                  r.strategy()
                      == (r.model().equals("rebuilt") ? RunStrategy.FULL : RunStrategy.NONE));
      assertThat(warehouse.run().results()).allMatch(r -> r.message().isEmpty());
      load(warehouse, 3);
      assertRuns(warehouse, "rows in wider columns");
      warehouse.execute("ALTER TABLE raw.a DROP COLUMN fresh");
      assertRuns(warehouse, "without a column that nobody reads");
    }
  }

  /** A state that an older Accrete wrote knows no columns: what it finds first is what they are. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "redshift"})
  void anOlderStateLearnsTheColumns(String engine) {
    try (Warehouse warehouse = warehouse(engine)) {
      warehouse.execute("DROP TABLE accrete.source_column");
      RunOutcome outcome = assertRuns(warehouse, "with an older state");
      assertThat(outcome.results())
          .allMatch(r -> r.strategy() == RunStrategy.NONE && r.message().isEmpty());
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE DECIMAL(8,1)");
      assertStops(warehouse, OF_X, "the column x of raw.a was ");
    }
  }

  /** Behind a view, of a source that is loaded with another, and of copies of deleted rows. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void whateverIsCountedIsLookedAt(String engine) {
    Map<String, String> files = project(engine);
    files.keySet().removeIf(file -> file.endsWith(".sql"));
    files.put(
        "models/sources.yml",
        """
        sources:
          - {name: raw.v, loaded_at: etl, columns: {n: integer, x: 'decimal(8,2)', etl: timestamp}}
          - {name: raw.c, loaded_with: {source: raw.v, on: n = n}, columns: {n: integer, y: 'decimal(8,2)'}}
        """);
    files.put("models/seen.sql", "SELECT n, SUM(x) AS x FROM ${ref('raw.v')} GROUP BY n\n");
    files.put(
        "models/joined.sql",
        "SELECT v.n, SUM(c.y) AS y FROM ${ref('raw.v')} AS v JOIN ${ref('raw.c')} AS c ON c.n = v.n GROUP BY v.n\n");
    try (Warehouse old = warehouse(engine)) {
      Warehouse warehouse = old.with(files);
      String view = "CREATE VIEW raw.v AS SELECT n, %s AS x, etl FROM raw.a";
      warehouse.execute(view.formatted("x"));
      warehouse.execute("CREATE TABLE raw.c (n INTEGER, y DECIMAL(8,2))");
      warehouse.execute("INSERT INTO raw.c VALUES (1, 1.25), (2, 3.55)");
      assertRuns(warehouse, "the first run");
      warehouse.execute("DROP VIEW raw.v");
      warehouse.execute(view.formatted("CAST(x AS DECIMAL(8,1))"));
      assertThat(messages(warehouse.run()).get("seen")).startsWith("the column x of raw.v was ");
      assertThat(messages(warehouse.run()).get("joined")).isEmpty();
      warehouse.execute("ALTER TABLE raw.c ALTER COLUMN y TYPE DECIMAL(8,1)");
      assertThat(messages(warehouse.run()).get("joined")).startsWith("the column y of raw.c was ");
      refresh(warehouse, Set.of("seen", "joined"));
      assertRuns(warehouse, "after the rebuilds");
    }
  }

  private static Map<String, String> messages(RunOutcome outcome) {
    return outcome.results().stream()
        .collect(Collectors.toMap(ModelResult::model, ModelResult::message));
  }

  /** Rows cannot be counted then, and other sources can. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void aStampThatIsGoneIsTold(String engine) {
    try (Warehouse warehouse = warehouse(engine)) {
      warehouse.execute("ALTER TABLE raw.a RENAME COLUMN etl TO loaded");
      assertThat(warehouse.run().result("other").message())
          .isEqualTo(
              "the table raw.a has no column etl, by which its rows are counted"
                  + "; note: new in its sources: raw.a.loaded");
      warehouse.execute("ALTER TABLE raw.a RENAME COLUMN loaded TO etl");
      assertRuns(warehouse, "it is back");
    }
  }

  private static void assertScriptStops(Warehouse warehouse, String model, String words) {
    List<String> before = warehouse.rows("SELECT * FROM derived." + model);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> warehouse.play(warehouse.model(model).incremental()))
          .hasMessageContaining(words);
    }
    assertThat(warehouse.rows("SELECT * FROM derived." + model)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "duckdb, x TYPE DECIMAL(8;1)",
    "duckdb, x TYPE INTEGER",
    "postgres, x TYPE DECIMAL(8;1)",
    "postgres, x TYPE DECIMAL(7;2)",
    "postgres, x TYPE INTEGER"
  })
  void scriptsStopWhereTheyFindIt(String engine, String alteration) {
    try (Warehouse warehouse = warehouse(engine)) {
      warehouse.play(warehouse.project().run());
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN " + alteration.replace(";", ","));
      String words = "a column of raw.a has another type or is gone, and appended has values";
      assertScriptStops(warehouse, "appended", words);
      warehouse.play(warehouse.model("other").incremental());
      warehouse.play(warehouse.model("appended").full());
      load(warehouse, 3);
      warehouse.play(warehouse.model("appended").incremental());
      Oracle.assertUpToDate(warehouse, "appended", "scripts");
      assertStops(warehouse, Set.of("recomputed", "merged"), "the column x of raw.a was ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void scriptsGoOnWhereColumnsAreWider(String engine) {
    try (Warehouse warehouse = warehouse(engine)) {
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE DECIMAL(12,4)");
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN t TYPE VARCHAR(40)");
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN i TYPE BIGINT");
      warehouse.execute("ALTER TABLE raw.a ADD COLUMN fresh INTEGER");
      load(warehouse, 3);
      warehouse.play(warehouse.model("other").incremental());
      Oracle.assertUpToDate(warehouse, "other", "a script");
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN t TYPE TEXT");
      warehouse.play(warehouse.model("other").incremental());
      warehouse.execute("ALTER TABLE raw.a DROP COLUMN fresh");
      warehouse.play(warehouse.model("other").incremental());
      assertRuns(warehouse, "a run after scripts");
    }
  }

  /** There the catalogue stands apart: scripts know what a run found. */
  @ParameterizedTest
  @ValueSource(strings = {"redshift", "postgres"})
  void scriptsStopWhereARunFoundIt(String engine) {
    try (Warehouse warehouse = warehouse(engine)) {
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE DECIMAL(8,1)");
      warehouse.run();
      assertScriptStops(
          warehouse, "recomputed", "a column of raw.a has another type or is gone, and recomputed");
      load(warehouse, 3);
      warehouse.play(warehouse.model("other").incremental());
      Oracle.assertUpToDate(warehouse, "other", "a script");
    }
  }
}
