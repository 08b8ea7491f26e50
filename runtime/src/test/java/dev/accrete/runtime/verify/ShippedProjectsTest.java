package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A shipped project and the small graph of the tests under random data: the call that a user's test
 * makes. The shipped web models have too many columns to be played here.
 */
class ShippedProjectsTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 3);

  @Test
  void starterEqualsItsFullRebuild() {
    Tally tally =
        Equivalence.of(Path.of("../models/starter")).cases(2 * CASES).run().orThrow().tally();
    assertThat(tally.shareIncremental()).isEqualTo(1);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).isPositive();
  }

  @Test
  void theSmallGraphEqualsItsFullRebuild() {
    Path visits = Path.of("../tests/src/test/resources/projects/visits");
    Tally tally = Equivalence.of(visits).cases(CASES).run().orThrow().tally();
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).isPositive();
  }
}
