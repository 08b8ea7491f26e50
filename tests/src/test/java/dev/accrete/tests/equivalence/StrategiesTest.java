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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Append, merge and side tables on random histories: each table equals its SELECT after each run,
 * and each side table what it would be filled with. {@code -Daccrete.cases=N} plays more of them.
 */
class StrategiesTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 4);
  private static final int MOST_TO_CATCH = 25;
  private static final CaughtSeeds SEEDS = CaughtSeeds.read();

  @Test
  void tablesAndSideTablesEqualWhatTheirSelectsReturn() {
    Equivalence equivalence = Equivalence.of(StrategyProject.FILES).cases(CASES);
    Tally tally = equivalence.run().orThrow().tally();
    System.out.println(tally.table());
    assertThat(tally.comparisons(RunStrategy.MERGE)).as("merges").isGreaterThan(2L * CASES);
    assertThat(tally.comparisons(RunStrategy.APPEND)).as("appends").isGreaterThan(CASES);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isGreaterThan(2L * CASES);
  }

  static java.util.List<Mutant> mutants() {
    return StrategyMutants.ALL;
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void eachFaultPassesTheEasyCaseAndIsCaught(Mutant mutant) {
    EasyCase.passesWith(mutant.disturbance());
    int caught = 0;
    try (EquivalenceRun run =
        Equivalence.of(StrategyProject.FILES)
            .disturbed(mutant.disturbance())
            .shrinking(false)
            .open()) {
      int first = SEEDS.of(mutant.name());
      for (int i = 0; i < MOST_TO_CATCH && caught == 0; i++) {
        // What caught it before comes first, then all others in turn.
        int seed = (first - 1 + i) % MOST_TO_CATCH + 1;
        Optional<EquivalenceFailure> failure = run.play(seed);
        boolean wrong = failure.filter(f -> f.kind() == Kind.WRONG_TABLE).isPresent();
        caught = wrong ? seed : 0;
      }
    }
    System.out.printf("%-45s by case %d: %s%n", mutant, caught, mutant.sentence());
    assertThat(caught).as("%s, within %d cases", mutant, MOST_TO_CATCH).isPositive();
  }
}
