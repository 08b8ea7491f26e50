package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.verify.Disturbance;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.IncidentKind;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What happens to the runs of random histories: each kind does happen, and a second runner bites.
 */
class IncidentsTest {
  @Test
  void aRunnerThatLostItsLockIsFoundToCommit() {
    Disturbance unguarded =
        new Disturbance(
            UnaryOperator.identity(),
            database ->
                new RewritingDatabase(database, () -> sql -> List.of(withoutItsGuards(sql))));
    try (EquivalenceRun run =
        Equivalence.ofRandomModels().disturbed(unguarded).shrinking(false).open()) {
      Optional<EquivalenceFailure> failure = run.play(1);
      assertThat(failure).isPresent();
      assertThat(failure.get().story()).contains("another runner takes the lock");
    }
  }

  /** A commit that asks neither for the version that it began with, nor for the lock. */
  private static String withoutItsGuards(String sql) {
    return sql.replaceAll(" AND version = \\d+", "")
        .replaceAll("(?s)\\s+AND EXISTS \\(SELECT 1 FROM \\S+\\.\"?lock\"? WHERE [^)]*\\)", "");
  }

  @Test
  void eachKindHappensAndTablesAreRight() {
    try (EquivalenceRun run = Equivalence.ofRandomModels().open()) {
      for (long seed = 1; seed <= 2; seed++) {
        assertThat(run.play(seed).map(EquivalenceFailure::story)).isEmpty();
      }
      for (IncidentKind kind : IncidentKind.values()) {
        assertThat(run.tally().incidents(kind)).as(kind.word()).isPositive();
      }
    }
  }
}
