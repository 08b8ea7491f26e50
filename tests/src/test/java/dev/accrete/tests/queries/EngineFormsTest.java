package dev.accrete.tests.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.tests.Repository;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.engines.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Queries in forms that DuckDB or PostgreSQL has of its own: each compiles, and after each batch
 * its table holds what the engine returns for the text as it is written, over the tables
 * themselves.
 */
class EngineFormsTest {
  private static final Path FOLDER =
      Repository.root().resolve("tests/src/test/resources/queries/engine_forms");

  private static final String SOURCES =
      """
      sources:
        - name: s.t
          loaded_at: etl
          columns: {a: integer, b: integer, x: varchar, y: integer, ts: timestamp, js: %1$s, arr: 'integer[]', etl: timestamp}
        - name: s.u
          loaded_at: etl
          columns: {k: integer, a: integer, ts: timestamp, etl: timestamp}
      """;

  private static final List<List<String>> BATCHES =
      List.of(
          List.of(
              "(1, 1, 'p', 1, '2026-01-01 10:00:00', '{\"k\": 1}', '%1$s1, 2%2$s', '2026-01-01')",
              "(1, 3, 'q', 2, '2026-01-02 10:00:00', '{\"a\": 1}', '%1$s%2$s', '2026-01-01')",
              "(2, 2, '12', 3, '2026-01-03 10:00:00', '{\"k\": \"v\"}', '%1$s3%2$s', '2026-01-01')",
              "(NULL, 2, 'abc', 4, NULL, NULL, NULL, '2026-01-01')"),
          List.of(
              "(1, 1, 'a', 0, '2026-01-01 09:00:00', '{\"a\": 1}', '%1$s1%2$s', '2026-01-02')",
              "(3, 5, 'q', 5, '2026-01-02 11:00:00', NULL, '%1$s5, 1%2$s', '2026-01-02')"),
          List.of(
              "(2, 2, 'p', 6, '2026-01-03 10:00:00', '{\"k\": 2}', '%1$s7%2$s', '2026-01-03')"));

  private static final List<String> OTHERS =
      List.of(
          "(1, 1, '2026-01-01 09:00:00', '2026-01-01'), (5, 2, '2026-01-01 09:30:00', '2026-01-01')",
          "(2, 1, '2026-01-01 08:00:00', '2026-01-02'), (1, 3, '2026-01-01 09:10:00', '2026-01-02')",
          "(1, 1, '2026-01-01 09:05:00', '2026-01-03'), (7, 7, NULL, '2026-01-03')");

  @Test
  void ofDuckDb() throws IOException {
    Map<String, String> queries = queries("duckdb");
    assertThat(queries).hasSizeGreaterThan(50);
    check("duckdb", "path: x.duckdb", "json", "[ ]", DuckDbDatabase.inMemory(), queries);
  }

  @Test
  void ofPostgres() throws IOException {
    Map<String, String> queries = queries("postgres");
    assertThat(queries).hasSizeGreaterThan(45);
    check(
        "postgres",
        "url: 'jdbc:postgresql://h/d'",
        "jsonb",
        "{ }",
        PostgresServer.fresh(),
        queries);
  }

  /** Words that a parser may take for aliases change the rows: nothing is derived from them. */
  @Test
  void joinsByWordsOfDuckDbAreNotDerived() throws IOException {
    Map<String, String> files = project("duckdb", "path: x.duckdb", "json", queries("duckdb"));
    try (Warehouse warehouse = Warehouse.over(DuckDbDatabase.inMemory(), files)) {
      for (String name : List.of("semi_without_alias", "anti_without_alias", "semi_of_ctes")) {
        assertThat(warehouse.model(name).certificate().strategies())
            .as(name)
            .containsExactly(Strategy.FULL);
      }
    }
  }

  private static void check(
      String engine,
      String place,
      String json,
      String brackets,
      Database database,
      Map<String, String> queries) {
    String[] array = brackets.split(" ");
    try (Warehouse warehouse = Warehouse.over(database, project(engine, place, json, queries))) {
      warehouse.execute("CREATE SCHEMA s");
      warehouse.execute(
          "CREATE TABLE s.t (a integer, b integer, x varchar, y integer, ts timestamp, js "
              + json
              + ", arr integer[], etl timestamp)");
      if (engine.equals("postgres")) {
        warehouse.execute("CREATE AGGREGATE s.sum(integer) (SFUNC = int4larger, STYPE = integer)");
      }
      warehouse.execute("CREATE TABLE s.u (k integer, a integer, ts timestamp, etl timestamp)");
      for (int batch = 0; batch < BATCHES.size(); batch++) {
        String rows = String.join(", ", BATCHES.get(batch)).formatted(array[0], array[1]);
        warehouse.execute("INSERT INTO s.t VALUES " + rows);
        warehouse.execute("INSERT INTO s.u VALUES " + OTHERS.get(batch));
        List<ModelResult> results = warehouse.run().results();
        assertThat(
                results.stream()
                    .filter(r -> r.status() != ModelResult.Status.SUCCESS)
                    .map(r -> r.model() + ": " + r.message()))
            .isEmpty();
        for (Map.Entry<String, String> query : queries.entrySet()) {
          String written =
              query
                  .getValue()
                  .replaceAll(";$", "")
                  .replaceAll("\\$\\{ref\\('(\\w+\\.\\w+)'\\)}", "$1")
                  .replaceAll("\\$\\{ref\\('(\\w+)'\\)}", "d.$1");
          assertThat(warehouse.rows("SELECT * FROM d." + query.getKey()))
              .as("%s after batch %s", query.getKey(), batch)
              .isEqualTo(warehouse.rows("SELECT * FROM (" + written + ") AS q"))
              .isNotEmpty();
        }
      }
    }
  }

  private static Map<String, String> project(
      String engine, String place, String json, Map<String, String> queries) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        "name: q\nschema: d\ntarget: dev\ndialect: %1$s\ntargets:\n  dev: {engine: %1$s, %2$s}\n"
            .formatted(engine, place));
    files.put("models/sources.yml", SOURCES.formatted(json));
    queries.forEach(
        (name, sql) ->
            files.put(
                "models/" + name + ".sql",
                name.equals("own_view") ? "---\nmaterialized: view\n---\n" + sql : sql));
    return files;
  }

  private static Map<String, String> queries(String engine) throws IOException {
    return Arrays.stream(Files.readString(FOLDER.resolve(engine + ".sql")).split("(?m)^--- "))
        .filter(query -> !query.isBlank())
        .map(query -> query.split("\n", 2))
        .collect(
            Collectors.toMap(
                parts -> parts[0].strip(), parts -> parts[1].strip(), (a, b) -> a, TreeMap::new));
  }
}
