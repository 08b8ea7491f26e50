package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void project() throws IOException {
    Files.writeString(
        folder.resolve("accrete.yml"),
        "name: shop\nschema: derived\ntarget: dev\ntargets:\n"
            + "  dev: {engine: duckdb, path: target/dev.duckdb}\n");
    declare("{warn_after: {count: 1, period: hour}, error_after: {count: 1, period: day}}");
    Files.writeString(
        folder.resolve("models/n.sql"), "SELECT COUNT(*) AS n FROM ${ref('raw.orders')}\n");
  }

  private void declare(String freshness) throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(
        folder.resolve("models/sources.yml"),
        "sources:\n  - name: raw.orders\n    loaded_at: etl\n    freshness: "
            + freshness
            + "\n    columns: {id: integer, etl: timestamp}\n"
            + "  - name: raw.colours\n    changes: static\n    columns: {name: varchar}\n");
  }

  private void load(int hoursAgo) throws IOException {
    LocalDateTime stamp = LocalDateTime.now(ZoneOffset.UTC).minusHours(hoursAgo).withNano(0);
    Files.writeString(
        folder.resolve("orders.csv"), "id,etl\n1," + stamp.toString().replace('T', ' ') + "\n");
    assertThat(accrete("load", "raw.orders", "orders.csv").code()).isZero();
  }

  private Cli.Outcome accrete(String... arguments) {
    return new Cli(folder).run(arguments);
  }

  @Test
  void oldRowsAreAnErrorNewerOnesAWarningAndNewOnesPass() throws IOException {
    assertThat(accrete("freshness").err()).contains("there is no database");
    // A database without the table of any source.
    DuckDbDatabase.open(folder.resolve("target/dev.duckdb")).close();
    Cli.Outcome absent = accrete("freshness");
    assertThat(absent.code()).isEqualTo(1);
    assertThat(absent.out()).contains("raw.orders", "error").contains("raw.colours", "unknown");
    load(49);
    Cli.Outcome old = accrete("freshness");
    assertThat(old.out()).containsPattern("raw\\.orders +error .* 2 d 1 h");
    assertThat(old.code()).isEqualTo(1);
    load(3);
    Cli.Outcome late = accrete("freshness", "raw.orders");
    assertThat(late.out()).containsPattern("raw\\.orders +warn .* 3 h 0 min");
    assertThat(late.out()).doesNotContain("raw.colours");
    assertThat(late.code()).isZero();
    load(0);
    assertThat(accrete("freshness", "--format", "json").out())
        .contains("\"status\": \"pass\"", "\"error_after_seconds\": 86400");
  }

  @Test
  void anotherColumnMayTellTheAge() throws IOException {
    load(3);
    String sources = "sources:\n  - name: raw.orders\n    changes: static\n";
    String limit = "    freshness: {error_after: {count: 2, period: hour}}\n";
    String columns = "    columns: {id: integer, etl: timestamp}\n";
    Path file = folder.resolve("models/sources.yml");
    Files.writeString(file, sources + "    loaded_at_field: etl\n" + limit + columns);
    assertThat(accrete("freshness").out()).containsPattern("raw\\.orders +error .* 3 h 0 min");
    Files.writeString(file, sources + limit + columns);
    assertThat(accrete("freshness").err())
        .contains("sources.yml:4", "without loaded_at or loaded_at_field");
  }

  @Test
  void mistakesAreShownWithTheirPlace() throws IOException {
    assertThat(accrete("freshness", "raw.order").err()).contains("raw.orders");
    assertThat(accrete("freshness", "raw.order").code()).isEqualTo(2);
    declare("{warn_after: {count: soon, period: week}, eror_after: {}}");
    assertThat(accrete("compile").err() + accrete("compile").out())
        .contains("sources.yml:4", "a whole number", "minute, hour, day", "error_after");
  }
}
