package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.Tally;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Random models of the operators of which the other random models have few recomputes, over random
 * histories: {@code -Daccrete.rare=N} plays that many cases.
 */
class RareOperatorsTest {
  private static final int BUILT = 40;

  private static final int CASES = Integer.getInteger("accrete.rare", BUILT);

  /** Fewer recomputes a case of an operator show little, and the build fails. */
  private static final double LEAST = 0.5;

  /** Case 40 is known to catch the mutant; a change of the generator may move it. */
  private static final int FIRST_MUTANT_CASE = 39;

  private static final int LAST_MUTANT_CASE = 100;

  @Test
  void everyTableEqualsItsSelectAfterEachRun() {
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
      }
    }
  }

  @Test
  void routingNotInByEqualityIsCaught() {
    Mutant mutant = Mutants.NOT_IN_BY_EQUALITY;
    EasyCase.passesWith(mutant.disturbance());
    try (EquivalenceRun run =
        Equivalence.ofRareOperators().disturbed(mutant.disturbance()).shrinking(false).open()) {
      for (int seed = FIRST_MUTANT_CASE; seed <= LAST_MUTANT_CASE; seed++) {
        Optional<EquivalenceFailure> failure = Watched.play(run, seed);
        if (failure.isPresent()) {
          assertThat(failure.get().kind()).isNotEqualTo(Kind.NOT_COMPILED);
          System.out.println(mutant + " caught by case " + seed);
          return;
        }
      }
    }
    throw new AssertionError(mutant + " is not caught");
  }
}
