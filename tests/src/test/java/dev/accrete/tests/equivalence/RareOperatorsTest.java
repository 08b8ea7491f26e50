package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.Tally;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Random models of the operators of which the other random models have few recomputes, over random
 * histories: {@code -Daccrete.rare=N} plays that many cases.
 */
class RareOperatorsTest {
  private static final int BUILT = 22;

  private static final int CASES = Integer.getInteger("accrete.rare", BUILT);

  /** Fewer recomputes a case of an operator show little, and the build fails. */
  private static final double LEAST = 2;

  @Test
  void everyTableEqualsItsSelectAfterEachRun() {
    Instant start = Instant.now();
    try (EquivalenceRun run = Equivalence.ofRareOperators().open()) {
      for (int seed = 1; seed <= CASES; seed++) {
        assertThat(Watched.play(run, seed).map(EquivalenceFailure::story)).isEmpty();
      }
      Tally tally = run.tally();
      System.out.println(tally.table());
      for (String operator :
          new String[] {"full join", "NOT IN subquery", "grouping sets", "scalar subquery"}) {
        assertThat(tally.comparisons(operator, RunStrategy.RECOMPUTE))
            .as("recomputes of models with %s", operator)
            .isGreaterThan((long) (LEAST * CASES));
      }
      if (CASES == BUILT) {
        StrategyCounts.check("rare operators", tally);
        BuildComparisons.note(
            RareOperatorsTest.class, tally, Duration.between(start, Instant.now()));
      }
    }
  }
}
