package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Random histories on a server: after each run each table equals what its SELECT returns over plain
 * copies in another database. {@code -Daccrete.cases=N} plays more of them.
 *
 * @param engine as {@code accrete.yml} has it
 * @param empty makes an empty database
 */
record ServerHistories(String engine, Supplier<? extends Database> empty) {
  private static final int CASES = Integer.getInteger("accrete.cases", 2);

  void tablesAndSideTablesEqualWhatTheirSelectsReturn() {
    Tally tally = Equivalence.of(project()).on(empty).cases(CASES).run().orThrow().tally();
    System.out.println(tally.table());
    assertThat(tally.comparisons(RunStrategy.MERGE)).as("merges").isGreaterThan(2L * CASES);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isGreaterThan(2L * CASES);
  }

  void randomModelsThatItTakesEqualTheirSelects() {
    Tally tally =
        Equivalence.ofRandomModels()
            .on(empty)
            .seed(Integer.getInteger("accrete.seed", 1))
            .cases(6 * CASES)
            .run()
            .orThrow()
            .tally();
    System.out.println(tally.table());
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isGreaterThan(CASES);
  }

  /** The models of the strategies, in words that the relay's PostgreSQL takes as they stand. */
  private Map<String, String> project() {
    Map<String, String> files = new TreeMap<>(StrategyProject.FILES);
    files.replaceAll(
        (path, text) ->
            text.replace("dialect: duckdb", "dialect: " + engine)
                .replace(
                    "{engine: duckdb, path: target/dev.duckdb}",
                    "{engine: " + engine + ", url: 'jdbc:none'}")
                .replace("MEDIAN(n)", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY n)")
                .replace("MEDIAN(middle)", "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY middle)")
                .replace("STRING_AGG(k, ", "STRING_AGG(CAST(k AS varchar), "));
    return files;
  }
}
