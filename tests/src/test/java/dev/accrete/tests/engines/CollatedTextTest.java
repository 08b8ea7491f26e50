package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts of a collation that ignores case are equal and print apart. */
class CollatedTextTest {
  private static Map<String, String> project(String engine, String where) {
    return Map.of(
        "accrete.yml",
        "name: c\nschema: derived\ndialect: %s\ntarget: dev\ntargets:\n  dev: {engine: %s, %s}\n"
            .formatted(engine, engine, where),
        "models/sources.yml",
        "sources:\n  - name: raw.t\n    loaded_at: etl\n    columns: {id: integer, c: varchar, etl: timestamp}\n",
        "models/hashes.sql",
        "SELECT MD5(c) AS h, COUNT(*) AS n FROM ${ref('raw.t')} GROUP BY c\n");
  }

  private static List<String> afterAnotherCase(Warehouse warehouse, String collation) {
    warehouse.execute(
        "CREATE TABLE raw.t (id integer, c varchar COLLATE %s, etl timestamp)"
            .formatted(collation));
    warehouse.execute("INSERT INTO raw.t VALUES (1, 'a', TIMESTAMP '2026-01-01')");
    warehouse.run();
    warehouse.execute("INSERT INTO raw.t VALUES (2, 'A', TIMESTAMP '2026-01-02')");
    assertThat(warehouse.run().result("hashes").reason()).isEqualTo("declaration broken");
    return warehouse.texts("SELECT CAST(n AS VARCHAR) FROM derived.hashes");
  }

  @Test
  void textsThatIgnoreCaseAreOneGroupOnDuckDb() {
    try (Warehouse warehouse =
        Warehouse.over(DuckDbDatabase.inMemory(), project("duckdb", "path: d"))) {
      warehouse.execute("CREATE SCHEMA raw");
      assertThat(afterAnotherCase(warehouse, "nocase")).containsExactly("2");
    }
  }

  @Test
  void textsThatIgnoreCaseAreOneGroupOnPostgres() {
    try (Warehouse warehouse =
        Warehouse.over(
            PostgresServer.fresh(), project("postgres", "url: 'jdbc:postgresql://h/d'"))) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute(
          "CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
      assertThat(afterAnotherCase(warehouse, "ci")).containsExactly("2");
    }
  }
}
