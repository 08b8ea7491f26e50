package dev.accrete.tests.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.engines.PostgresServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Paths into SUPER values: what they give by Redshift's pages ("Querying semistructured data": NULL
 * where the value lacks what the path leads to, a scalar's text where it is cast), on the engines
 * that have JSON instead, and after each batch.
 */
class SuperPathsTest {
  private static final Map<String, String> MODELS =
      Map.of(
          "models/sources.yml",
          """
          sources:
            - name: s.hits
              loaded_at: etl
              unique_key: id
              columns: {id: {type: integer, nullable: false}, props: super, etl: timestamp}
          """,
          "models/plain.sql",
          """
          SELECT h.id, h.props.plan::varchar AS plan, CAST(h.props.items[1].n AS int) AS n,
            h.props.user."Id"::int AS uid, props['paid']::boolean AS paid
          FROM ${ref('s.hits')} AS h
          """,
          "models/plans.sql",
          """
          SELECT h.props.plan::varchar AS plan, COUNT(*) AS n, SUM(h.props.items[1].n::int) AS total
          FROM ${ref('s.hits')} AS h
          WHERE h.props.user."Id" IS NOT NULL
          GROUP BY h.props.plan::varchar
          """,
          "models/parts.sql",
          "SELECT h.id, h.props.user AS person FROM ${ref('s.hits')} AS h",
          "models/all.sql",
          "SELECT id, h.props AS p FROM ${ref('s.hits')} AS h",
          "models/users.sql",
          """
          SELECT id, a.p.user."Id"::int AS uid FROM ${ref('all')} AS a WHERE a.p.user."Id"::int > 1
          """,
          "models/persons.sql",
          """
          WITH p AS (SELECT parts.person, parts.id FROM ${ref('parts')})
          SELECT p.id, p.person."Id"::int AS uid FROM p WHERE p.person."Id"::int > 1
          """);

  /** What the paths of a row give. */
  private record Hit(
      int id,
      String props,
      @Nullable String plan,
      @Nullable Integer n,
      @Nullable Integer uid,
      @Nullable Boolean paid) {
    String plain() {
      return Stream.of(id, plan, n, uid, paid).map(String::valueOf).toList().toString();
    }
  }

  private static final List<List<Hit>> BATCHES =
      List.of(
          List.of(
              new Hit(
                  1,
                  "{\"plan\":\"pro\",\"items\":[{\"n\":1},{\"n\":2}],\"user\":{\"Id\":7},\"paid\":true}",
                  "pro",
                  2,
                  7,
                  true),
              new Hit(
                  2, "{\"plan\":null,\"items\":[{\"n\":1}],\"user\":5}", null, null, null, null),
              new Hit(3, "[{\"plan\":\"pro\"}]", null, null, null, null)),
          List.of(
              new Hit(
                  4,
                  "{\"plan\":5,\"items\":[0,{\"n\":\"3\"}],\"user\":{\"Id\":1}}",
                  "5",
                  3,
                  1,
                  null),
              new Hit(
                  5,
                  "{\"Plan\":\"x\",\"items\":{\"n\":4},\"user\":{\"id\":2}}",
                  null,
                  null,
                  null,
                  null),
              new Hit(6, "3", null, null, null, null)),
          List.of(
              new Hit(
                  7,
                  "{\"plan\":\"pro\",\"items\":[null,{\"n\":8}],\"user\":{\"Id\":9},\"paid\":false}",
                  "pro",
                  8,
                  9,
                  false)));

  @Test
  void giveWhatTheirValuesHoldOnDuckDb() {
    check(DuckDbDatabase.inMemory(), project("duckdb", "path: x.duckdb"), "json");
  }

  @Test
  void giveWhatTheirValuesHoldOnPostgres() {
    check(PostgresServer.fresh(), project("postgres", "url: 'jdbc:postgresql://h/d'"), "jsonb");
  }

  private static void check(Database database, Map<String, String> files, String type) {
    try (Warehouse warehouse = Warehouse.over(database, files)) {
      assertThat(warehouse.model("plain").certificate().strategies()).contains(Strategy.APPEND);
      assertThat(warehouse.model("plans").certificate().strategies()).contains(Strategy.RECOMPUTE);
      assertThat(warehouse.model("users").certificate().strategies()).contains(Strategy.APPEND);
      warehouse.execute("CREATE SCHEMA s");
      warehouse.execute("CREATE TABLE s.hits (id integer, props " + type + ", etl timestamp)");
      List<Hit> all = new ArrayList<>();
      for (List<Hit> batch : BATCHES) {
        all.addAll(batch);
        for (Hit hit : batch) {
          warehouse.execute(
              "INSERT INTO s.hits VALUES (%d, '%s', '2026-01-01 10:00:0%d')"
                  .formatted(hit.id(), hit.props(), BATCHES.indexOf(batch)));
        }
        warehouse.run();
        assertThat(rows(warehouse, "id, plan, n, uid, paid", "plain"))
            .containsExactlyInAnyOrderElementsOf(all.stream().map(Hit::plain).toList());
        assertThat(rows(warehouse, "plan, n, total", "plans"))
            .containsExactlyInAnyOrderElementsOf(plans(all));
        List<String> users =
            all.stream()
                .filter(h -> h.uid() != null && h.uid() > 1)
                .map(h -> List.of(h.id(), h.uid()).toString())
                .toList();
        for (String model : List.of("users", "persons")) {
          assertThat(rows(warehouse, "id, uid", model))
              .as(model)
              .containsExactlyInAnyOrderElementsOf(users);
        }
      }
    }
  }

  /**
   * Of a text in a SUPER value, the cast is the text, without the quotes that JSON has around it.
   */
  @Test
  void aWholeColumnIsCastAsItsPathsAre() {
    String text = "SELECT id, props::varchar AS t, CAST(h.props AS varchar(2)) AS s";
    assertThat(cast("duckdb", text + ", props::int AS n FROM ${ref('s.hits')} h", "t, s, n"))
        .containsExactly("[abc, ab, null]", "[5, 5, 5]", "[null, null, null]");
    assertThat(cast("postgres", text + " FROM ${ref('s.hits')} h", "t, s"))
        .containsExactly("[abc, ab]", "[5, 5]", "[null, null]");
  }

  /**
   * "Casting a SUPER value to the wrong type returns null instead of an error" (Database Developer
   * Guide, "Lax semantics").
   */
  @Test
  void aCastOfTheWrongTypeIsNull() {
    Map<String, String> files = project("duckdb", "path: x.duckdb");
    files.put(
        "models/lax.sql",
        "SELECT id, h.props.a::int AS n, h.props.a::boolean AS b FROM ${ref('s.hits')} AS h");
    try (Warehouse warehouse = Warehouse.over(DuckDbDatabase.inMemory(), files)) {
      warehouse.execute("CREATE SCHEMA s");
      warehouse.execute("CREATE TABLE s.hits (id integer, props json, etl timestamp)");
      warehouse.execute(
          "INSERT INTO s.hits SELECT i, v, TIMESTAMP '2026-01-01' FROM (VALUES (1, '{\"a\": \"Good\"}'),"
              + " (2, '{\"a\": 7}'), (3, '{\"a\": true}')) AS x (i, v)");
      warehouse.run();
      assertThat(rows(warehouse, "id, n, b", "lax"))
          .containsExactlyInAnyOrder("[1, null, null]", "[2, 7, null]", "[3, null, true]");
    }
  }

  private static List<String> cast(String engine, String select, String columns) {
    boolean duck = engine.equals("duckdb");
    Map<String, String> files =
        project(engine, duck ? "path: x.duckdb" : "url: 'jdbc:postgresql://h/d'");
    files.put("models/whole.sql", select);
    Database database = duck ? DuckDbDatabase.inMemory() : PostgresServer.fresh();
    try (Warehouse warehouse = Warehouse.over(database, files)) {
      assertThat(warehouse.model("whole").certificate().strategies()).contains(Strategy.APPEND);
      warehouse.execute("CREATE SCHEMA s");
      String type = duck ? "json" : "jsonb";
      warehouse.execute("CREATE TABLE s.hits (id integer, props " + type + ", etl timestamp)");
      warehouse.execute(
          "INSERT INTO s.hits VALUES (1, '\"abc\"', '2026-01-01 10:00:00'),"
              + " (2, '5', '2026-01-01 10:00:00'), (3, NULL, '2026-01-01 10:00:00')");
      warehouse.run();
      return rows(warehouse, columns, "whole").stream()
          .sorted(Comparator.comparing(r -> r.contains("abc") ? 0 : r.contains("5") ? 1 : 2))
          .toList();
    }
  }

  private static List<String> rows(Warehouse warehouse, String columns, String model) {
    String texts =
        Stream.of(columns.split(", "))
            .map(c -> "COALESCE(CAST(" + c + " AS VARCHAR), 'null')")
            .collect(Collectors.joining(" || ', ' || "));
    return warehouse.texts("SELECT '[' || " + texts + " || ']' FROM d." + model);
  }

  private static List<String> plans(List<Hit> hits) {
    Map<String, int[]> plans = new TreeMap<>();
    for (Hit hit : hits) {
      if (hit.uid() != null) {
        int[] sums = plans.computeIfAbsent(String.valueOf(hit.plan()), p -> new int[2]);
        sums[0]++;
        sums[1] += hit.n() == null ? 0 : hit.n();
      }
    }
    return plans.entrySet().stream()
        .map(p -> List.of(p.getKey(), p.getValue()[0], p.getValue()[1]).toString())
        .toList();
  }

  @Test
  void areEqualToARebuildInRandomHistories() {
    Tally tally =
        Equivalence.of(project("duckdb", "path: x.duckdb")).cases(8).run().orThrow().tally();
    for (String model : List.of("plain", "plans", "users")) {
      assertThat(Objects.requireNonNull(tally.models().get(model)).changed())
          .as(model)
          .isGreaterThan(5);
    }
  }

  /** The value's own type decides here, and 1 and 1.0 are one key. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT h.props.plan, COUNT(*) AS n FROM ${ref('s.hits')} AS h GROUP BY h.props.plan",
        "SELECT DISTINCT h.props.plan FROM ${ref('s.hits')} AS h",
        "SELECT h.id FROM ${ref('s.hits')} AS h JOIN ${ref('s.hits')} AS o ON o.props.a = h.props.a",
        "SELECT id, MAX(h.props.n) OVER (PARTITION BY h.id) AS most FROM ${ref('s.hits')} AS h",
        "SELECT h.id, h.props.items[9223372036854775808].n::int AS n FROM ${ref('s.hits')} AS h",
        "SELECT s.id FROM (SELECT id, h.props.kind AS k FROM ${ref('s.hits')} AS h) AS s WHERE s.k = 'a'",
        "SELECT h.props.a AS x FROM ${ref('s.hits')} AS h UNION SELECT h.props.b FROM ${ref('s.hits')} AS h",
        "SELECT h.id, i.n::int AS n FROM ${ref('s.hits')} AS h, h.props.items AS i"
      })
  void uncastAreRebuiltInFullOnRedshiftAndAnErrorElsewhere(String select) {
    CompiledProject redshift = compiled("redshift", "url: 'jdbc:redshift://h/d'", select);
    assertThat(redshift.hasErrors()).isFalse();
    assertThat(
            redshift
                .model("uncast")
                .flatMap(m -> m.result())
                .orElseThrow()
                .certificate()
                .strategies())
        .containsExactly(Strategy.FULL);
    for (String place : List.of("path: x.duckdb", "url: 'jdbc:postgresql://h/d'")) {
      String engine = place.startsWith("path") ? "duckdb" : "postgres";
      Map<String, String> files = project(engine, place);
      files.put("models/uncast.sql", select);
      assertThat(Compiler.compile(ProjectFiles.of(files), CompileOptions.DEFAULT).diagnostics())
          .filteredOn(Diagnostic::isError)
          .isNotEmpty()
          .allSatisfy(d -> assertThat(d.code().id()).isEqualTo("E212"));
    }
  }

  private static CompiledProject compiled(String engine, String place, String select) {
    Map<String, String> files = project(engine, place);
    files.put("models/uncast.sql", select);
    return Compiler.compile(ProjectFiles.of(files), CompileOptions.DEFAULT).value().orElseThrow();
  }

  private static Map<String, String> project(String engine, String place) {
    Map<String, String> files = new TreeMap<>(MODELS);
    files.put(
        "accrete.yml",
        "name: q\nschema: d\ntarget: dev\ndialect: redshift\ntargets:\n  dev: {engine: %s, %s}\n"
            .formatted(engine, place));
    return files;
  }
}
