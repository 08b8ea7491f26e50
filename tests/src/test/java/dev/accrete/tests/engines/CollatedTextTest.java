package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
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

  private static void rowsOfAnotherCaseAreJoined(Warehouse warehouse, String collation) {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.ev (id integer, k varchar, etl timestamp)");
    warehouse.execute("CREATE TABLE raw.dim (k varchar, v integer)");
    warehouse.execute("INSERT INTO raw.dim VALUES ('A', 7)");
    warehouse.execute("INSERT INTO raw.ev VALUES (1, 'a', TIMESTAMP '2026-01-01')");
    assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
    warehouse.execute("INSERT INTO raw.ev VALUES (2, 'b', TIMESTAMP '2026-01-02')");
    assertThat(warehouse.run().result("joined").strategy()).isEqualTo(RunStrategy.APPEND);
    for (String table : List.of("ev", "dim")) {
      warehouse.execute(
          "ALTER TABLE raw.%s ALTER COLUMN k TYPE varchar COLLATE %s".formatted(table, collation));
    }
    warehouse.execute("INSERT INTO raw.ev VALUES (3, 'c', TIMESTAMP '2026-01-03')");
    assertThatThrownBy(() -> warehouse.play(warehouse.project().run()))
        .hasMessageContaining("the types of a source of joined are not the declared ones");
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.result("joined").reason()).isEqualTo("declaration broken");
    assertThat(outcome.result("shown").strategy()).isEqualTo(RunStrategy.APPEND);
    assertThat(warehouse.texts("SELECT CAST(v AS VARCHAR) FROM derived.joined WHERE id = 1"))
        .containsExactly("7");
  }

  private static Map<String, String> joining(String engine, String where) {
    String append = "---\nincremental: {strategy: append}\n---\n";
    return Map.of(
        "accrete.yml",
        "name: c\nschema: derived\ndialect: %s\ntarget: dev\ntargets:\n  dev: {engine: %s, %s}\n"
            .formatted(engine, engine, where),
        "models/sources.yml",
        "sources:\n  - {name: raw.ev, loaded_at: etl, columns: {id: integer, k: varchar, etl: timestamp}}\n"
            + "  - {name: raw.dim, changes: static, columns: {k: varchar, v: integer}}\n",
        "models/joined.sql",
        append
            + "SELECT e.id, d.v FROM ${ref('raw.ev')} AS e LEFT JOIN ${ref('raw.dim')} AS d ON d.k = e.k\n",
        "models/shown.sql",
        append + "SELECT id, k FROM ${ref('raw.ev')}\n");
  }

  @Test
  void aJoinIsMadeAnewForAnotherCollationOnDuckDb() {
    try (Warehouse warehouse =
        Warehouse.over(DuckDbDatabase.inMemory(), joining("duckdb", "path: d"))) {
      rowsOfAnotherCaseAreJoined(warehouse, "nocase");
    }
  }

  @Test
  void aJoinIsMadeAnewForAnotherCollationOnPostgres() {
    try (Warehouse warehouse =
        Warehouse.over(
            PostgresServer.fresh(), joining("postgres", "url: 'jdbc:postgresql://h/d'"))) {
      warehouse.execute(
          "CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
      rowsOfAnotherCaseAreJoined(warehouse, "ci");
    }
  }
}
