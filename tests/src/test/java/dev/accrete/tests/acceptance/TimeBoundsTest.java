package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model that keeps MIN(t) reads its input from there on, and misses nothing by it. */
class TimeBoundsTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          """
          name: bounds
          schema: derived
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.seen
              loaded_at: etl
              columns:
                k: {type: varchar(9)}
                seen_at: {type: timestamp(0)}
                n: {type: integer}
          """,
          "models/firsts.sql",
          "SELECT k, MIN(seen_at) AS first_at, COUNT(*) AS events, SUM(n) AS n FROM ${ref('raw.seen')} GROUP BY k\n",
          "models/numbers.sql",
          "SELECT k, MIN(n) AS least, COUNT(*) AS events FROM ${ref('raw.seen')} GROUP BY k\n");

  private final Warehouse warehouse = Warehouse.inMemory(PROJECT);
  private int batches;

  @AfterEach
  void close() {
    warehouse.close();
  }

  /** The table is more exact than its declaration: the bound must not be rounded. */
  private void create() {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute(
        "CREATE TABLE raw.seen (k VARCHAR, seen_at TIMESTAMP, n DECIMAL(9, 2), etl TIMESTAMP)");
  }

  private void load(String rows) {
    warehouse.execute(
        "INSERT INTO raw.seen SELECT *, TIMESTAMP '2026-05-01' + INTERVAL "
            + ++batches
            + " HOUR FROM (VALUES "
            + rows
            + ") AS r (k, seen_at, n)");
  }

  private List<String> run(RunStrategy strategy) {
    List<String> statements = new ArrayList<>();
    RunOutcome outcome =
        warehouse.run(
            new RunListener() {
              @Override
              public void before(String purpose, String sql) {
                statements.add(sql);
              }
            });
    for (String model : List.of("firsts", "numbers")) {
      assertThat(outcome.result(model).strategy()).as(model).isEqualTo(strategy);
    }
    Oracle.assertUpToDate(warehouse, "batch " + batches);
    return statements;
  }

  @Test
  void aDeclarationThatRoundsLosesNoRow() {
    create();
    load(
        "('a', TIMESTAMP '2026-01-01 10:00:00.7', 1.6), ('b', TIMESTAMP '2026-01-01 09:00:00', 0.2)");
    run(RunStrategy.FULL);
    load("('a', TIMESTAMP '2026-01-02 10:00:00', 7)");
    assertThat(run(RunStrategy.RECOMPUTE))
        .anyMatch(s -> s.contains(">= CAST('2026-01-01 10:00:00.7' AS TIMESTAMP)"))
        .anyMatch(s -> s.contains(">= CAST('1.60' AS DECIMAL(9,2))"));
  }

  @Test
  void rowsWithoutATimeAndEarlierOnesAreRead() {
    create();
    load("('a', NULL, NULL), ('a', TIMESTAMP '2026-01-03 10:00:00', 3), (NULL, NULL, 1)");
    run(RunStrategy.FULL);
    load("('a', TIMESTAMP '2026-01-01 10:00:00', 2), (NULL, NULL, NULL), ('c', NULL, NULL)");
    run(RunStrategy.RECOMPUTE);
    load("('c', NULL, NULL)");
    assertThat(run(RunStrategy.RECOMPUTE)).anyMatch(s -> s.contains(">= NULL OR "));
  }

  @Test
  void scriptsReadTheBoundThemselves() {
    create();
    load("('a', TIMESTAMP '2026-01-01 10:00:00.7', 1.6), ('b', NULL, 0.2)");
    run(RunStrategy.FULL);
    load("('a', TIMESTAMP '2026-01-02 10:00:00', 7), ('b', TIMESTAMP '2026-01-01 10:00:00.2', 1)");
    warehouse.play(warehouse.project().run());
    run(RunStrategy.NONE);
  }
}
