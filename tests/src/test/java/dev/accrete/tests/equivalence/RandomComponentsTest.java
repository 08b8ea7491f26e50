package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.Tally;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Components on random histories of edges that come and go, self loops and NULL ends among them:
 * each table equals what union-find makes of the edges. {@code -Daccrete.cases=N} plays more.
 */
class RandomComponentsTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 4);
  private static final int MOST_TO_CATCH = 12;

  @Test
  void componentsAndTheirReadersEqualWhatUnionFindSays() {
    Tally tally = Equivalence.of(ComponentsProject.FILES).cases(CASES).run().orThrow().tally();
    System.out.println(tally.table());
    assertThat(tally.comparisons(RunStrategy.COMPONENTS)).isGreaterThan(5L * CASES);
  }

  static List<Mutant> mutants() {
    return ComponentsMutants.ALL;
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void eachFaultIsCaught(Mutant mutant) {
    int caught = 0;
    try (EquivalenceRun run =
        Equivalence.of(ComponentsProject.FILES)
            .disturbed(mutant.disturbance())
            .shrinking(false)
            .open()) {
      for (int seed = 1; seed <= MOST_TO_CATCH && caught == 0; seed++) {
        Optional<EquivalenceFailure> failure = run.play(seed);
        caught = failure.filter(f -> f.kind() == Kind.WRONG_TABLE).isPresent() ? seed : 0;
      }
    }
    System.out.printf("%-45s by case %d: %s%n", mutant, caught, mutant.sentence());
    assertThat(caught).as("%s, within %d cases", mutant, MOST_TO_CATCH).isPositive();
  }
}
