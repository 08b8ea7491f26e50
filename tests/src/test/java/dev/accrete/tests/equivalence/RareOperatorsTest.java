package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.Operators;
import dev.accrete.runtime.verify.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random models of the operators of which the other random models have few recomputes, over random
 * histories, shorter ones in the build: {@code -Daccrete.rare=N} plays that many cases of sixteen
 * runs.
 */
class RareOperatorsTest {
  private static final int BUILT = 22;

  private static final boolean IS_BUILD = System.getProperty("accrete.rare") == null;

  private static final int CASES = Integer.getInteger("accrete.rare", BUILT);

  private static final int RUNS = IS_BUILD ? 5 : 16;

  /** Fewer recomputes a case of an operator show little, and the build fails. */
  private static final double LEAST = 2;

  @Test
  void everyTableEqualsItsSelectAfterEachRun() {
    Instant start = Instant.now();
    try (EquivalenceRun run = Equivalence.ofRareOperators().runs(RUNS).open()) {
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
      if (IS_BUILD) {
        assertEachKindIsThere(tally);
        StrategyCounts.check("rare operators", tally);
        BuildComparisons.note(
            RareOperatorsTest.class, tally, Duration.between(start, Instant.now()));
      }
    }
  }

  /** Fewer and shorter histories than were played once have to show each operator all the same. */
  private static void assertEachKindIsThere(Tally tally) {
    for (String operator : Operators.names()) {
      assertThat(tally.models(operator) * tally.shareIncremental(operator))
          .as("incremental models with %s", operator)
          .isGreaterThanOrEqualTo(1);
      assertThat(tally.comparisons(operator, RunStrategy.RECOMPUTE))
          .as("recomputes of models with %s", operator)
          .isPositive();
    }
    for (RunStrategy strategy :
        List.of(
            RunStrategy.APPEND,
            RunStrategy.MERGE,
            RunStrategy.RECOMPUTE,
            RunStrategy.FULL,
            RunStrategy.NONE)) {
      assertThat(tally.comparisons(strategy)).as("runs that took %s", strategy).isPositive();
    }
  }
}
