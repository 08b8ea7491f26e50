package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A column of a source that becomes wider keeps its values, and yet what is made of them may come
 * out otherwise: {@code 1.50} is written {@code 1.5000} then, quotients get more digits, and whole
 * numbers are divided as decimals. What makes such things, or has a reader that does, stops; all
 * others end in the tables of a rebuild.
 */
class WiderColumnsTest {
  /** What is made of numbers, by model. */
  private static final Map<String, String> OF_NUMBERS =
      Map.ofEntries(
          Map.entry("shown", "SELECT n, x AS v FROM ${ref('raw.a')}"),
          Map.entry("kept", "SELECT n, x AS v FROM ${ref('raw.a')} WHERE x > 0"),
          Map.entry("behind", "SELECT n, CAST(v AS VARCHAR) AS v FROM ${ref('shown')}"),
          Map.entry("added", "SELECT n, SUM(x + 1) AS v FROM ${ref('raw.a')} GROUP BY n"),
          Map.entry("compared", "SELECT n, x < 2.5 AS v FROM ${ref('raw.a')}"),
          Map.entry("cast_whole", "SELECT n, CAST(x AS INTEGER) AS v FROM ${ref('raw.a')}"),
          Map.entry(
              "chosen", "SELECT n, CASE WHEN n > 1 THEN x ELSE 0.1 END AS v FROM ${ref('raw.a')}"),
          Map.entry("filled", "SELECT n, COALESCE(NULLIF(x, 1.5), 0.1) AS v FROM ${ref('raw.a')}"),
          Map.entry(
              "united",
              "SELECT n, x AS v FROM ${ref('raw.a')} UNION ALL SELECT n, 0.1 AS v FROM ${ref('raw.a')}"),
          Map.entry(
              "previous",
              "SELECT n, LAG(x, 1, 0.1) OVER (PARTITION BY n ORDER BY etl, x) AS v FROM ${ref('raw.a')}"),
          Map.entry(
              "distinct",
              "SELECT n, COUNT(DISTINCT v) AS v FROM (SELECT n, x AS v FROM ${ref('raw.a')} UNION ALL SELECT n, 0.1 AS v FROM ${ref('raw.a')}) AS u GROUP BY n"),
          Map.entry(
              "counted",
              "SELECT n, COUNT(DISTINCT v) AS v FROM (SELECT n, COALESCE(x, 0.1) AS v FROM ${ref('raw.a')} UNION ALL SELECT n, COALESCE(CAST(NULL AS REAL), 0.1) AS v FROM ${ref('raw.a')}) AS u GROUP BY n"),
          Map.entry("text", "SELECT n, x || '' AS v FROM ${ref('raw.a')}"),
          Map.entry("hash", "SELECT n, MD5(CAST(x AS VARCHAR)) AS v FROM ${ref('raw.a')}"),
          Map.entry("divided", "SELECT n, x / 7 AS v FROM ${ref('raw.a')}"),
          Map.entry(
              "quotient",
              "SELECT n, CASE WHEN SUM(x) / COUNT(*) > 73 THEN 'a' ELSE 'b' END AS v FROM ${ref('raw.a')} GROUP BY n"),
          Map.entry(
              "joined",
              "SELECT a.n, COUNT(*) AS v FROM ${ref('raw.a')} AS a JOIN ${ref('raw.a')} AS b ON CAST(a.x AS VARCHAR) = CAST(b.x AS VARCHAR) GROUP BY a.n"),
          Map.entry("of_another", "SELECT n, n / 7 || '' AS v FROM ${ref('raw.a')}"));

  private static final Map<String, String> OF_TEXTS =
      Map.of(
          "shown", "SELECT n, x AS v FROM ${ref('raw.a')}",
          "behind", "SELECT n, LENGTH(v) AS v FROM ${ref('shown')}",
          "kept", "SELECT n, x AS v, n + 1 AS m FROM ${ref('raw.a')}",
          "text", "SELECT n, CONCAT(x, '.') AS v FROM ${ref('raw.a')}",
          "compared", "SELECT n, x LIKE 'a' AS v FROM ${ref('raw.a')}");

  private static Map<String, String> project(String engine, String type, Map<String, String> all) {
    Map<String, String> files = new TreeMap<>();
    String target =
        engine.equals("duckdb")
            ? "duckdb, path: target/dev.duckdb}\n"
            : "postgres, url: \"jdbc:postgresql://localhost/test\"}\n";
    files.put(
        "accrete.yml",
        "name: wider\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n  dev: {engine: "
            + target);
    files.put(
        "models/sources.yml",
        "sources:\n  - {name: raw.a, loaded_at: etl, columns: {n: integer, x: '"
            + (type.equals("name") ? "varchar(63)" : type)
            + "', etl: timestamp}}\n");
    all.forEach((name, text) -> files.put("models/" + name + ".sql", text + "\n"));
    return files;
  }

  private static Warehouse warehouse(String engine, String type, String values) {
    Database database =
        engine.equals("duckdb") ? DuckDbDatabase.inMemory() : PostgresServer.fresh();
    Warehouse warehouse =
        Warehouse.over(
            database, project(engine, type, values.contains("'") ? OF_TEXTS : OF_NUMBERS));
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.a (n INTEGER, x " + type + ", etl TIMESTAMP)");
    int n = 0;
    for (String value : values.split(";")) {
      insert(warehouse, 0, value, 1);
      insert(warehouse, ++n, value, 1);
    }
    assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
    return warehouse;
  }

  private static void insert(Warehouse warehouse, int n, String value, int day) {
    warehouse.execute(
        "INSERT INTO raw.a VALUES (%d, %s, TIMESTAMP '2026-01-0%d')".formatted(n, value, day));
  }

  private static Map<String, List<String>> tables(Warehouse warehouse) {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String model : warehouse.models()) {
      tables.put(model, warehouse.rows("SELECT * FROM derived." + model + " ORDER BY n, v"));
    }
    return tables;
  }

  private static Set<String> words(String words) {
    return words == null
        ? Set.of()
        : Arrays.stream(words.split(" ")).collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "duckdb|decimal(10,2)|decimal(12,4)|1.50;-2.25;300.10|divided hash joined quotient shown text",
        "postgres|decimal(10,2)|decimal(12,4)|1.50;-2.25;300.10|divided hash joined quotient shown text",
        "postgres|decimal(18,2)|decimal(30,12)|1.50;99999999.99;0.10|divided hash joined quotient shown text",
        "duckdb|decimal(10,2)|decimal(14,2)|1.50;-2.25;300.10|divided quotient",
        "postgres|decimal(10,2)|decimal(14,2)|1.50;-2.25;300.10|divided quotient",
        "duckdb|integer|bigint|1;-7;300|divided quotient",
        "postgres|integer|bigint|1;-7;300|divided quotient",
        "postgres|smallint|integer|1;-7;300|divided quotient",
        "duckdb|real|double precision|0.1;-7.3;300.7|added cast_whole chosen compared counted distinct divided filled hash joined kept previous quotient shown text united",
        "postgres|real|double precision|0.1;-7.3;300.7|added cast_whole chosen compared counted distinct divided filled hash joined kept previous quotient shown text united",
        "postgres|char(3)|char(5)|'a';'ab';'abc'|compared shown text",
        "postgres|char(3)|text|'a';'ab';'abc'|compared shown text",
        "postgres|name|text|'a';'ab';'abc'|compared shown text",
        "postgres|varchar(3)|varchar(5)|'a';'ab';'abc'|",
        "duckdb|varchar(3)|text|'a';'ab';'abc'|"
      })
  void whatComesOutOtherwiseStops(
      String engine, String before, String after, String values, String stopped) {
    try (Warehouse warehouse = warehouse(engine, before, values)) {
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE " + after);
      assertStops(warehouse, words(stopped));
      insert(warehouse, 9, values.split(";")[0], 2);
      assertStops(warehouse, words(stopped));
      Map<String, List<String>> found = tables(warehouse);
      for (String table : warehouse.models()) {
        warehouse.execute("DROP TABLE derived." + table);
      }
      warehouse.execute("DROP SCHEMA accrete CASCADE");
      assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
      Map<String, List<String>> rebuilt = tables(warehouse);
      Set<String> left = words(stopped);
      left = left.contains("shown") ? with(left, "behind") : left;
      found.keySet().removeAll(left);
      rebuilt.keySet().removeAll(left);
      assertThat(values(found)).isEqualTo(values(rebuilt));
    }
  }

  /** As they are equal: in a table they have the digits, or blanks, of its column. */
  private static Map<String, List<String>> values(Map<String, List<String>> tables) {
    Map<String, List<String>> values = new TreeMap<>();
    tables.forEach(
        (table, rows) ->
            values.put(
                table,
                rows.stream()
                    .map(row -> row.replaceAll("(\\.\\d*?)0+(?=\\D|$)", "$1"))
                    .map(row -> row.replaceAll("\\.(?=\\D|$)", ""))
                    .map(row -> row.replaceAll("[ \"]", ""))
                    .toList()));
    return values;
  }

  private static Set<String> with(Set<String> words, String one) {
    Set<String> all = new TreeSet<>(words);
    all.add(one);
    return all;
  }

  private static void assertStops(Warehouse warehouse, Set<String> stopped) {
    Map<String, String> messages =
        warehouse.run().results().stream()
            .filter(r -> r.status() == ModelResult.Status.ERROR)
            .collect(Collectors.toMap(ModelResult::model, ModelResult::message));
    assertThat(new TreeSet<>(messages.keySet())).isEqualTo(new TreeSet<>(stopped));
    assertThat(messages.values()).allMatch(m -> m.startsWith("the column x of raw.a was "));
  }

  /** Scripts stop at the same models, whether they find it out or a run did before. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void scriptsStopAsRunsDo(String engine) {
    try (Warehouse warehouse = warehouse(engine, "decimal(10,2)", "1.50;-2.25;300.10")) {
      warehouse.execute("ALTER TABLE raw.a ALTER COLUMN x TYPE DECIMAL(12,4)");
      insert(warehouse, 9, "1.50", 2);
      for (String model : List.of("text", "divided", "hash")) {
        assertThatThrownBy(() -> warehouse.play(warehouse.model(model).incremental()))
            .hasMessageContaining("a column of raw.a has another type or is gone, and " + model);
      }
      warehouse.play(warehouse.model("of_another").incremental());
      warehouse.play(warehouse.model("text").full());
      warehouse.play(warehouse.model("text").incremental());
      assertThat(warehouse.rows("SELECT v FROM derived.text WHERE n = 1").toString())
          .contains("1.5000");
      assertStops(warehouse, Set.of("divided", "hash", "joined", "quotient", "shown"));
    }
  }
}
