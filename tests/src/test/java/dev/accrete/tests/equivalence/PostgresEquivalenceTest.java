package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import dev.accrete.tests.engines.PostgresServer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random histories on a real PostgreSQL: after each run each table equals what its SELECT returns
 * over plain copies in another database. {@code -Daccrete.cases=N} plays more of them.
 */
class PostgresEquivalenceTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 2);

  @Test
  void tablesAndSideTablesEqualWhatTheirSelectsReturn() {
    Tally tally =
        Equivalence.of(project()).on(PostgresServer::fresh).cases(CASES).run().orThrow().tally();
    System.out.println(tally.table());
    assertThat(tally.comparisons(RunStrategy.MERGE)).as("merges").isGreaterThan(2L * CASES);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isGreaterThan(2L * CASES);
  }

  @Test
  void randomModelsThatPostgresTakesEqualTheirSelects() {
    Tally tally =
        Equivalence.ofRandomModels()
            .on(PostgresServer::fresh)
            .seed(Integer.getInteger("accrete.seed", 1))
            .cases(6 * CASES)
            .run()
            .orThrow()
            .tally();
    System.out.println(tally.table());
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isGreaterThan(CASES);
  }

  /** The models of the strategies, in PostgreSQL's words. */
  private static Map<String, String> project() {
    Map<String, String> files = new TreeMap<>(StrategyProject.FILES);
    files.replaceAll(
        (path, text) ->
            text.replace("dialect: duckdb", "dialect: postgres")
                .replace(
                    "{engine: duckdb, path: target/dev.duckdb}",
                    "{engine: postgres, url: 'jdbc:postgresql://localhost/test'}")
                .replace("MEDIAN(n)", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY n)")
                .replace("MEDIAN(middle)", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY middle)")
                .replace("STRING_AGG(k, ", "STRING_AGG(CAST(k AS varchar), "));
    return files;
  }
}
