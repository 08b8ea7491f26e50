package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A run of an older form of a project that goes on when its lock was taken for a dead one's. */
class OlderRunsTest {
  private static Map<String, String> project(String groups) {
    return Map.of(
        "accrete.yml",
        """
        name: older
        schema: derived
        dialect: duckdb
        target: dev
        targets:
          dev: {engine: duckdb, path: target/dev.duckdb}
        """,
        "models/sources.yml",
        "sources:\n  - {name: raw.a, loaded_at: etl, columns: {n: integer}}\n",
        "models/counts.sql",
        "SELECT n, COUNT(*) AS rows_of_n FROM ${ref('raw.a')} GROUP BY " + groups + "\n");
  }

  private static void run(Warehouse warehouse, String process, RunListener listener) {
    warehouse.execute("UPDATE accrete.lock SET taken_at = taken_at - INTERVAL '1 day'");
    assertThat(
            warehouse
                .run(listener, warehouse.request(new HashSet<>(warehouse.models())).as(process))
                .results())
        .allMatch(ModelResult::succeeded);
  }

  @Test
  void whatItForgetsOfANewerFormIsBuiltAgainWithItsReaders() {
    try (Warehouse older = Warehouse.inMemory(project("n"))) {
      Warehouse newer = older.with(project("ROLLUP(n)"));
      assertThat(newer.models()).contains("counts$total");
      older.execute("CREATE SCHEMA raw");
      older.execute("CREATE TABLE raw.a (n INTEGER, etl TIMESTAMP)");
      older.execute("INSERT INTO raw.a VALUES (1, TIMESTAMP '2026-01-01')");
      older.run();
      older.execute("INSERT INTO raw.a VALUES (1, TIMESTAMP '2026-01-02')");
      AtomicInteger looked = new AtomicInteger();
      run(
          older,
          "older",
          new RunListener() {
            @Override
            public void before(String purpose, String sql) {
              // The first look is that for the positions, the second one is to tidy up.
              if (purpose.equals("read the versions") && looked.incrementAndGet() == 2) {
                run(newer, "newer", RunListener.NONE);
              }
            }
          });
      assertThat(looked).hasValueGreaterThan(1);
      older.execute("INSERT INTO raw.a VALUES (7, TIMESTAMP '2026-01-03')");
      run(newer, "newest", RunListener.NONE);
      Oracle.assertUpToDate(newer, "after an older run forgot a part");
    }
  }
}
