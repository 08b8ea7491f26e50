package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The models that rules of the derivation are tried on, one or two a rule, as they should be: each
 * table equals its SELECT after each run of histories in which most runs change it. {@code
 * -Daccrete.cases=N} plays more of them.
 */
class DerivationsTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 6);

  @Test
  void tablesEqualWhatTheirSelectsReturn() {
    Instant start = Instant.now();
    Equivalence equivalence =
        Equivalence.of(DerivationProject.FILES).withoutOptimizers().busy().cases(CASES).runs(12);
    Tally tally = equivalence.run().orThrow().tally();
    System.out.println(tally.table());
    BuildComparisons.note(DerivationsTest.class, tally, Duration.between(start, Instant.now()));
    assertThat(tally.shareIncremental()).as("share of incremental models").isEqualTo(1);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE))
        .as("recomputes")
        .isGreaterThan(tally.comparisons() / 2);
  }
}
