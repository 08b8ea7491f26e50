package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * DuckDB has stamps of nanoseconds, as many Parquet files do. Batches are told apart by
 * microseconds, and no row would match its batch: a model that reads such a source says so.
 */
class FineStampsTest {
  private static Map<String, String> project(String loadedAt) {
    return Map.of(
        "accrete.yml",
        """
        name: fine
        schema: derived
        dialect: duckdb
        target: dev
        targets:
          dev: {engine: duckdb, path: target/dev.duckdb}
        """,
        "models/sources.yml",
        """
        sources:
          - {name: raw.events, LOADED, columns: {id: integer}}
          - {name: raw.tags, loaded_with: {source: raw.events, on: event = id}, columns: {event: integer}}
        """
            .replace("LOADED", loadedAt),
        "models/events.sql",
        "SELECT id, COUNT(*) AS events FROM ${ref('raw.events')} GROUP BY id\n",
        "models/tags.sql",
        "SELECT event, COUNT(*) AS tags FROM ${ref('raw.tags')} GROUP BY event\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loaded_at: etl", "loaded_at: {column: etl, grain: hour}"})
  void modelsSaySo(String loadedAt) {
    try (Warehouse warehouse = Warehouse.inMemory(project(loadedAt))) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE TABLE raw.events (id INTEGER, etl TIMESTAMP_NS)");
      warehouse.execute("CREATE TABLE raw.tags (event INTEGER)");
      warehouse.execute("INSERT INTO raw.events VALUES (1, '2026-01-01 00:00:00.123456789')");
      warehouse.execute("INSERT INTO raw.tags VALUES (1), (2)");
      assertThat(warehouse.run().results())
          .hasSize(2)
          .allSatisfy(
              result -> {
                assertThat(result.succeeded()).isFalse();
                assertThat(result.message()).contains("raw.events in etl have nanoseconds");
              });
      assertThatThrownBy(() -> warehouse.play(warehouse.project().runFull()))
          .hasMessageContaining("raw.events in etl have nanoseconds");
      warehouse.execute("ALTER TABLE raw.events ALTER COLUMN etl TYPE TIMESTAMP");
      assertThat(warehouse.run().results()).allMatch(result -> result.succeeded());
      Oracle.assertUpToDate(warehouse, "with other stamps");
      assertThat(warehouse.number("SELECT SUM(events) FROM derived.events")).isEqualTo(1);
    }
  }
}
