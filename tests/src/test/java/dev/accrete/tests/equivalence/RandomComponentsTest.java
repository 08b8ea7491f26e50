package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Components on random histories of edges that come and go, self loops and NULL ends among them:
 * each table equals what union-find makes of the edges. {@code -Daccrete.cases=N} plays more.
 */
class RandomComponentsTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 4);

  @Test
  void componentsAndTheirReadersEqualWhatUnionFindSays() {
    Instant start = Instant.now();
    Tally tally =
        Equivalence.of(ComponentsProject.FILES)
            .withoutOptimizers()
            .cases(CASES)
            .run()
            .orThrow()
            .tally();
    System.out.println(tally.table());
    BuildComparisons.note(
        RandomComponentsTest.class, tally, Duration.between(start, Instant.now()));
    assertThat(tally.comparisons(RunStrategy.COMPONENTS)).isGreaterThan(5L * CASES);
  }
}
