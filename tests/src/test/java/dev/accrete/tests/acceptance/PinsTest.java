package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people pin in the front matter, and what a run chooses by the keys that it counts. */
final class PinsTest {
  private static final String BY_KEY =
      "SELECT k, half, COUNT(*) AS n FROM ${ref('raw.rows')} GROUP BY k, half\n";

  @TempDir private Path folder;
  private int loads;

  @BeforeEach
  void makeProject() throws IOException {
    write(
        "accrete.yml",
        """
        name: pins
        schema: derived
        dialect: duckdb
        target: dev
        targets:
          dev: {engine: duckdb, path: dev.duckdb}
        """);
    write(
        "models/sources.yml",
        """
        sources:
          - name: raw.rows
            loaded_at: etl
            columns:
              k: {type: integer}
              half: {type: integer}
              etl: {type: timestamp}
        """);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void model(String name, String incremental) throws IOException {
    write("models/" + name + ".sql", "---\nincremental: " + incremental + "\n---\n" + BY_KEY);
  }

  private Outcome accrete(String... arguments) {
    return InMemory.run(folder, Map.of(), arguments);
  }

  /** Rows of the keys from one to another, in a batch of their own. */
  private void load(int from, int to) throws IOException {
    String rows =
        IntStream.rangeClosed(from, to)
            .mapToObj(k -> k + "," + k % 2 + ",2026-01-01 00:00:" + String.format("%02d", loads))
            .collect(Collectors.joining("\n", "k,half,etl\n", "\n"));
    write("rows_" + ++loads + ".csv", rows);
    Outcome loaded = accrete("load", "raw.rows", "rows_" + loads + ".csv");
    assertThat(loaded.code()).as(loaded.err()).isZero();
  }

  /** Runs; from each model to its strategy and reason. */
  private Map<String, String> run() throws IOException {
    Outcome outcome = accrete("run");
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    Map<String, String> results = new TreeMap<>();
    JsonNode all = new ObjectMapper().readTree(folder.resolve("target/run_results.json").toFile());
    for (JsonNode result : all.get("results")) {
      results.put(
          result.get("unique_id").asText().replace("model.pins.", ""),
          result.get("strategy").asText() + ": " + result.get("reason").asText());
    }
    return results;
  }

  @Test
  void aRunChoosesByCountedKeysAndWhatIsPinned() throws IOException {
    model("by_default", "auto");
    model("half", "{max_share: 0.5}");
    model("nearly_none", "{max_share: 0.05}");
    model("off", "{max_share: 1}");
    model("pinned", "{strategy: recompute, max_share: 0.05}");
    model("never", "never");
    model("pinned_full", "{strategy: full}");
    model("required", "required");
    model("by_half", "{key: [half], strategy: recompute}");
    load(1, 10);
    assertThat(run().values()).allMatch(s -> s.equals("full: first run"));
    load(1, 3);
    String new1 = "recompute: 1 new batch of raw.rows; ";
    String never = "full: only a full rebuild is sound: the front matter says ";
    assertThat(run())
        .containsEntry("by_default", new1 + "3 keys touched of 10 stored")
        .containsEntry("half", new1 + "3 keys touched of 10 stored")
        .containsEntry("nearly_none", "full: 3 keys touched of 10 stored, more than the share 0.05")
        .containsEntry("off", new1 + "3 keys touched of 10 stored")
        .containsEntry("pinned", new1 + "3 keys touched of 10 stored")
        .containsEntry("never", never + "incremental: never")
        .containsEntry("pinned_full", never + "strategy: full")
        .containsEntry("required", new1 + "3 keys touched of 10 stored")
        .containsEntry("by_half", new1 + "2 keys touched of 2 stored");
    load(1, 10);
    assertThat(run())
        .containsEntry("by_default", new1 + "10 keys touched of 10 stored")
        .containsEntry("half", "full: 10 keys touched of 10 stored, more than the share 0.5")
        .containsEntry("off", new1 + "10 keys touched of 10 stored")
        .containsEntry("pinned", new1 + "10 keys touched of 10 stored");
    assertThat(run().values()).allMatch(s -> s.equals("none: nothing new"));
    for (String model : new String[] {"half", "pinned", "by_half", "never"}) {
      assertThat(accrete("diff", model, model + ":full").out()).startsWith("Equal: ");
    }
  }

  /** The share is 0.3 where nobody says otherwise, and counts from 10,000 stored keys on. */
  @ParameterizedTest
  @CsvSource({
    "10500, 4000, 'full: 4,000 keys touched of 10,500 stored, more than the share 0.3'",
    "10500, 2500, 'recompute: 1 new batch of raw.rows; 2,500 keys touched of 10,500 stored'",
    "9500, 4000, 'recompute: 1 new batch of raw.rows; 4,000 keys touched of 9,500 stored'",
  })
  void theDefaultShareIsForLargeTables(int stored, int touched, String expected)
      throws IOException {
    model("by_default", "auto");
    load(1, stored);
    run();
    load(1, touched);
    String actual = run().get("by_default");
    // Stored keys of a rebuild are counted within a few percent.
    assertThat(actual.replaceAll("of [0-9,]+ stored", "of N stored"))
        .isEqualTo(expected.replaceAll("of [0-9,]+ stored", "of N stored"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{strategy: append}', 'E302', 'the pinned strategy append cannot be used'",
    "'{key: [n]}', 'E302', 'the pinned key n cannot be used: R102'",
    "'{key: [m]}', 'E203', 'no column m in the output of wrong'",
    "'{key: [k], mode: required, strategy: append}', 'E302', 'the pinned strategy append'",
  })
  void anUnsoundPinIsAnErrorWithItsReason(String incremental, String code, String words)
      throws IOException {
    model("wrong", incremental);
    Outcome outcome = accrete("compile");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains(code + " models/wrong.sql:2:1", words);
  }

  @Test
  void requiredIsAnErrorWhereOnlyFullIsSound() throws IOException {
    write(
        "models/newest.sql",
        "---\nincremental: required\n---\nSELECT k FROM ${ref('raw.rows')} ORDER BY k LIMIT 3\n");
    Outcome outcome = accrete("compile");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("E301 models/newest.sql:2:1", "only a full rebuild is sound: R201", "LIMIT");
  }

  @Test
  void aDeclaredTypeThatProvesFalseIsCaught() throws IOException {
    write(
        "models/texts.sql",
        "SELECT CAST(k AS VARCHAR) AS k, COUNT(*) AS n FROM ${ref('raw.rows')} GROUP BY k\n");
    Path database = folder.resolve("dev.duckdb");
    Map<String, String> settings =
        Map.of("accrete.yml", Files.readString(folder.resolve("accrete.yml")));
    try (Warehouse warehouse = Warehouse.in(database, settings)) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE TABLE raw.rows (k DOUBLE, half INTEGER, etl TIMESTAMP)");
      warehouse.execute("INSERT INTO raw.rows VALUES (0.0, 1, '2026-01-01')");
    }
    run();
    // -0.0 joins the group of 0.0: its key, as text, may be either.
    try (Warehouse warehouse = Warehouse.in(database, settings)) {
      warehouse.execute("INSERT INTO raw.rows VALUES (-0.0, 1, '2026-01-02')");
    }
    assertThat(run()).containsEntry("texts", "full: declaration broken");
    assertThat(Files.readString(folder.resolve("target/run_results.json")))
        .contains("\"message\": \"raw.rows.k is declared as integer and is double\"");
    try (Warehouse warehouse = Warehouse.in(database, settings)) {
      assertThat(warehouse.number("SELECT COUNT(*) FROM derived.texts")).isEqualTo(1);
      assertThat(warehouse.number("SELECT n FROM derived.texts")).isEqualTo(2);
      warehouse.execute("INSERT INTO raw.rows VALUES (1, 1, '2026-01-03')");
    }
    write("accrete.yml", Files.readString(folder.resolve("accrete.yml")) + "on_breach: fail\n");
    Outcome failed = accrete("run");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out())
        .contains("raw.rows.k is declared as integer and is double; on_breach is fail");
    try (Warehouse warehouse = Warehouse.in(database, settings)) {
      assertThat(warehouse.number("SELECT COUNT(*) FROM derived.texts")).isEqualTo(1);
    }
  }
}
