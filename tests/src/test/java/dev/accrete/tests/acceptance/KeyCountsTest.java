package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The number of stored keys, by which a run chooses: about right, and never an impossible one. */
class KeyCountsTest {
  @Test
  void areNeverMoreThanRowsNorLessThanNone() {
    Map<String, String> files =
        Map.of(
            "accrete.yml",
            "name: t\nschema: derived\ndialect: redshift\ntarget: dev\n"
                + "targets:\n  dev: {engine: duckdb, path: x.duckdb}\n",
            "models/sources.yml",
            "sources:\n  - {name: raw.ev, loaded_at: etl, columns: {id: integer, usr: varchar(20)}}\n"
                + "  - {name: raw.c, changes: snapshot, columns: {id: varchar(20)}}\n",
            "models/m.sql",
            "SELECT e.id, e.usr FROM ${ref('raw.ev')} e"
                + " WHERE e.usr NOT IN (SELECT c.id FROM ${ref('raw.c')} c)\n");
    try (Warehouse warehouse = Warehouse.inMemory(files)) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE TABLE raw.ev (id INTEGER, usr VARCHAR, etl TIMESTAMP)");
      warehouse.execute("CREATE TABLE raw.c (id VARCHAR)");
      for (int step = 0; step < 6; step++) {
        warehouse.execute(
            "INSERT INTO raw.ev VALUES (1, 'a', TIMESTAMP '2026-01-01' + INTERVAL "
                + step
                + " DAY), (2, 'b', TIMESTAMP '2026-01-01' + INTERVAL "
                + step
                + " DAY)");
        if (step == 3) {
          warehouse.execute("INSERT INTO raw.c VALUES (NULL)");
        } else if (step == 4) {
          warehouse.execute("DELETE FROM raw.c");
        }
        warehouse.run();
        Oracle.assertUpToDate(warehouse, "step " + step);
        long rows = warehouse.number("SELECT COUNT(*) FROM derived.m");
        assertThat(warehouse.number("SELECT key_count FROM accrete.model_version"))
            .as("step " + step)
            .isBetween(0L, rows);
      }
    }
  }
}
