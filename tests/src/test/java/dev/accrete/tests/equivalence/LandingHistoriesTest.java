package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.execute.Runner;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import dev.accrete.tests.acceptance.Warehouse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Random histories of rows that arrive in landing tables, also between two statements of a run, and
 * of somebody who takes rows out of the sources' own tables. {@code -Daccrete.cases=N} plays more.
 */
class LandingHistoriesTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 4);

  @Test
  void tablesEqualWhatTheirSelectsReturn() {
    Instant start = Instant.now();
    Equivalence equivalence = Equivalence.of(LandingProject.FILES).withoutOptimizers().cases(CASES);
    Tally tally = equivalence.run().orThrow().tally();
    System.out.println(tally.table());
    BuildComparisons.note(
        LandingHistoriesTest.class, tally, Duration.between(start, Instant.now()));
    assertThat(tally.comparisons(RunStrategy.MERGE)).as("merges").isGreaterThan(CASES);
    assertThat(tally.comparisons(RunStrategy.APPEND)).as("appends").isGreaterThan(CASES / 2);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isGreaterThan(CASES);
  }

  @Test
  void tablesEqualWhatTheirSelectsReturnWhereRowsMoveAfterThem() {
    int cases = Math.max(1, CASES / 4);
    Tally tally =
        Equivalence.of(LandingProject.movingAfter())
            .withoutOptimizers()
            .cases(cases)
            .run()
            .orThrow()
            .tally();
    assertThat(tally.comparisons(RunStrategy.MERGE)).as("merges").isPositive();
    assertThat(tally.comparisons(RunStrategy.APPEND)).as("appends").isPositive();
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isPositive();
  }

  /** What the claim is for: the usual way, without one snapshot, loses what lands in between. */
  @Test
  void rowsThatLandBetweenTheCopyAndTheDeleteAreKeptByTheClaimAlone() {
    assertThat(afterALoadAmidTheClaim(List::of)).isEqualTo(2);
    assertThat(
            afterALoadAmidTheClaim(
                sql ->
                    sql.contains("DELETE FROM landing.events")
                        ? List.of(
                            "COMMIT",
                            "BEGIN TRANSACTION",
                            sql,
                            "CREATE TEMPORARY TABLE counted AS SELECT * FROM \"claim of raw.events\"")
                        : List.of(sql)))
        .isEqualTo(1);
  }

  /** How many of two rows are left, one of which arrives while the other is claimed. */
  private static long afterALoadAmidTheClaim(Function<String, List<String>> rewriting) {
    DuckDbDatabase database = DuckDbDatabase.inMemory();
    try (Warehouse warehouse = Warehouse.over(database, LandingProject.FILES)) {
      for (String schema : List.of("raw", "landing")) {
        warehouse.execute("CREATE SCHEMA " + schema);
        warehouse.execute(
            "CREATE TABLE "
                + schema
                + ".events (id INTEGER, person VARCHAR, amount INTEGER, happened TIMESTAMP)");
      }
      String arrive = "INSERT INTO landing.events VALUES (1, 'p', 1, NULL)";
      warehouse.execute(arrive);
      RunListener intruder =
          new RunListener() {
            @Override
            public void before(String purpose, String sql) {
              if (sql.contains("DELETE FROM landing.events")) {
                warehouse.execute(arrive);
              }
            }
          };
      RunOutcome outcome =
          new Runner(new RewritingDatabase(database, () -> rewriting), intruder)
              .run(warehouse.request(Set.of("known", "total")));
      assertThat(outcome.succeeded()).isTrue();
      return warehouse.number(
          "SELECT (SELECT COUNT(*) FROM raw.events) + (SELECT COUNT(*) FROM landing.events)");
    }
  }
}
