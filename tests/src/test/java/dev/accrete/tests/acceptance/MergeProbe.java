package dev.accrete.tests.acceptance;

import dev.accrete.runtime.execute.ModelResult;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Measures merge against recompute, for the threshold in docs/strategies.md: {@code
 * -Dtest=MergeProbe}. Named so that no build runs it.
 */
class MergeProbe {
  private static final int RUNS = 3;

  private static Map<String, String> project(String strategy) {
    return Map.of(
        "accrete.yml",
        """
        name: probe
        schema: derived
        dialect: duckdb
        target: dev
        targets:
          dev: {engine: duckdb, path: target/dev.duckdb}
        """,
        "models/sources.yml",
        """
        sources:
          - name: raw.events
            loaded_at: etl
            columns: {k: int, n: int, seen: timestamp}
        """,
        "models/sums.sql",
        "---\nincremental: {strategy: "
            + strategy
            + "}\n---\nSELECT k, COUNT(*) AS events, SUM(n) AS total, MAX(seen) AS newest"
            + " FROM ${ref('raw.events')} GROUP BY k\n");
  }

  @Test
  void measure() {
    System.out.println("rows keys strategy batch milliseconds");
    for (int rows : new int[] {1_000_000, 5_000_000}) {
      for (int keys : new int[] {500, 5_000, 50_000, 500_000}) {
        Map<String, Long> best = new TreeMap<>();
        for (String strategy : new String[] {"merge", "recompute"}) {
          best.put(strategy, best(rows, keys, strategy));
        }
        System.out.printf("%d rows, %d keys, 1 %% batch: %s%n", rows, keys, best);
      }
    }
  }

  private static long best(int rows, int keys, String strategy) {
    try (Warehouse warehouse = Warehouse.inMemory(project(strategy))) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute(
          "CREATE TABLE raw.events (k INTEGER, n INTEGER, seen TIMESTAMP, etl TIMESTAMP)");
      load(warehouse, rows, keys, 0);
      warehouse.run();
      long best = Long.MAX_VALUE;
      for (int run = 1; run <= RUNS; run++) {
        load(warehouse, rows / 100, keys, run);
        ModelResult result = warehouse.run().result("sums");
        if (!result.strategy().word().equals(strategy)) {
          return -1;
        }
        best = Math.min(best, result.time().toMillis());
      }
      return best;
    }
  }

  private static void load(Warehouse warehouse, int rows, int keys, int batch) {
    warehouse.execute(
        "INSERT INTO raw.events SELECT CAST(hash(i + "
            + batch * 7_919
            + ") % "
            + keys
            + " AS INTEGER), i % 1000, TIMESTAMP '2026-01-01' + INTERVAL (i) SECOND,"
            + " TIMESTAMP '2026-01-01' + INTERVAL "
            + batch
            + " DAY FROM range("
            + rows
            + ") AS r (i)");
  }
}
