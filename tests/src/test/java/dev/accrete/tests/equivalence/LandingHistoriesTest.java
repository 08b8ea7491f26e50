package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import java.time.Duration;
import java.time.Instant;
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
    Equivalence equivalence = Equivalence.of(LandingProject.FILES).cases(CASES);
    Tally tally = equivalence.run().orThrow().tally();
    System.out.println(tally.table());
    BuildComparisons.note(
        LandingHistoriesTest.class, tally, Duration.between(start, Instant.now()));
    assertThat(tally.comparisons(RunStrategy.MERGE)).as("merges").isGreaterThan(CASES);
    assertThat(tally.comparisons(RunStrategy.APPEND)).as("appends").isGreaterThan(CASES / 2);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isGreaterThan(CASES);
  }
}
