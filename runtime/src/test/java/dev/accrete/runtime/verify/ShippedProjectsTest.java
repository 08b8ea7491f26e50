package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The shipped projects under random data: the call that a user's test makes. */
class ShippedProjectsTest {
  @Test
  void starterEqualsItsFullRebuild() {
    Tally tally = Equivalence.of(Path.of("../models/starter")).cases(12).run().orThrow().tally();
    assertThat(tally.shareIncremental()).isEqualTo(1);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).isPositive();
  }

  @Test
  void webModelsEqualTheirFullRebuild() {
    Tally tally = Equivalence.of(Path.of("../models/web")).cases(6).run().orThrow().tally();
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).isPositive();
  }
}
