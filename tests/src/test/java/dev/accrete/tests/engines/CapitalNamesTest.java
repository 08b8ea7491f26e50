package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.tests.acceptance.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in quotes whose capitals count on PostgreSQL, where Accrete writes small letters. */
class CapitalNamesTest {
  @TempDir private Path folder;

  private static Map<String, String> project(
      String dialect, String engine, String source, String column, String model) {
    return Map.of(
        "accrete.yml",
        "name: c\nschema: derived\ndialect: %s\ntarget: dev\ntargets:\n  dev: {engine: %s, %s}\n"
            .formatted(
                dialect,
                engine,
                engine.equals("duckdb") ? "path: d" : "url: 'jdbc:postgresql://h/d'"),
        "models/sources.yml",
        "sources:\n  - {name: '%s', loaded_at: etl, columns: {'\"%s\"': integer, k: integer}}\n"
            .formatted(source, column),
        "models/m.sql",
        model);
  }

  private Outcome compile(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return InMemory.run(folder, Map.of(), "compile");
  }

  @ParameterizedTest
  @CsvSource({"postgres, postgres, 1", "postgres, duckdb, 0", "redshift, postgres, 0"})
  void columnsWithCapitalsAreErrorsWhereTheyCount(String dialect, String engine, int code)
      throws IOException {
    Outcome declared =
        compile(
            project(
                dialect,
                engine,
                "raw.t",
                "My Key",
                "SELECT k, MAX(\"My Key\") AS m FROM ${ref('raw.t')} GROUP BY k\n"));
    assertThat(declared.code()).as(declared.err()).isEqualTo(code);
    assertThat(declared.out() + declared.err())
        .contains(code == 0 ? "Compiled 1 model" : "E024 models/m.sql:1:1");
    Outcome put =
        compile(
            project(
                dialect, engine, "raw.t", "x", "SELECT k AS \"My Key\" FROM ${ref('raw.t')}\n"));
    assertThat(put.code()).as(put.err()).isEqualTo(code);
    assertThat(put.out() + put.err())
        .contains(code == 0 ? "Compiled 1 model" : "E215 models/m.sql:1:1");
  }

  /** A table may have columns of such names that nobody reads, unless all of it is copied. */
  @Test
  void columnsThatNoModelReadsMayHaveAnyName() throws IOException {
    String model = "SELECT k, COUNT(*) AS n FROM ${ref('raw.t')} GROUP BY k\n";
    Map<String, String> files = project("postgres", "postgres", "raw.t", "My Key", model);
    try (Warehouse warehouse = Warehouse.over(PostgresServer.fresh(), files)) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE TABLE raw.t (\"My Key\" INTEGER, k INTEGER, etl TIMESTAMP)");
      for (int day = 1; day <= 2; day++) {
        warehouse.execute("INSERT INTO raw.t VALUES (7, 1, TIMESTAMP '2026-01-0" + day + "')");
        assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
      }
      assertThat(warehouse.rows("SELECT k, n FROM derived.m")).containsExactly("(1,2)");
    }
    Map<String, String> copied = new TreeMap<>(files);
    copied.computeIfPresent(
        "models/sources.yml", (path, text) -> text.replace("loaded_at: etl", "changes: snapshot"));
    Outcome outcome = compile(copied);
    assertThat(outcome.err()).contains("E024 models/m.sql:1:1", "\"My Key\"");
  }

  @Test
  void aSourceHasNoQuotesInItsName() throws IOException {
    Outcome outcome =
        compile(project("postgres", "postgres", "raw.\"T\"", "x", "SELECT 1 AS one\n"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out() + outcome.err()).contains("a table or schema.table, without quotes");
  }

  @Test
  void blanksAndSignsAreFine() {
    String model =
        "SELECT \"my key-1\" AS \"out put\", COUNT(*) AS n FROM ${ref('raw.t')}"
            + " GROUP BY \"my key-1\" HAVING COUNT(*) > 0\n";
    try (Warehouse warehouse =
        Warehouse.over(
            PostgresServer.fresh(), project("postgres", "postgres", "raw.t", "my key-1", model))) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE TABLE raw.t (\"my key-1\" INTEGER, k INTEGER, etl TIMESTAMP)");
      for (int day = 1; day <= 2; day++) {
        warehouse.execute("INSERT INTO raw.t VALUES (7, 1, TIMESTAMP '2026-01-0" + day + "')");
        assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
      }
      assertThat(warehouse.rows("SELECT \"out put\", n FROM derived.m")).containsExactly("(7,2)");
    }
  }
}
