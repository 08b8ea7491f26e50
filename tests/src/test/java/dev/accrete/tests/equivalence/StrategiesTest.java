package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Append, merge and side tables on random histories: each table equals its SELECT after each run,
 * and each side table what it would be filled with. {@code -Daccrete.cases=N} plays more of them.
 */
class StrategiesTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 4);

  @Test
  void tablesAndSideTablesEqualWhatTheirSelectsReturn() {
    Instant start = Instant.now();
    Equivalence equivalence =
        Equivalence.of(StrategyProject.FILES).withoutOptimizers().cases(CASES);
    Tally tally = equivalence.run().orThrow().tally();
    System.out.println(tally.table());
    BuildComparisons.note(StrategiesTest.class, tally, Duration.between(start, Instant.now()));
    assertThat(tally.comparisons(RunStrategy.MERGE)).as("merges").isGreaterThan(2L * CASES);
    assertThat(tally.comparisons(RunStrategy.APPEND)).as("appends").isGreaterThan(CASES);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isGreaterThan(2L * CASES);
  }
}
