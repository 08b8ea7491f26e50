package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceResult;
import org.junit.jupiter.api.Test;

/** {@code accrete verify} of a project that keeps copies of deleted rows plays such, too. */
class DeletedRowsVerifyTest {
  @Test
  void deletionsComeWithCopies() {
    EquivalenceResult result =
        Equivalence.of(Deletions.project("stamp"))
            .seed(5)
            .cases(Integer.getInteger("accrete.deletions.cases", 2))
            .runs(10)
            .busy()
            .shrinking(false)
            .run();
    result.orThrow();
    assertThat(result.tally().table()).contains("9 models, 100 % incremental");
  }
}
