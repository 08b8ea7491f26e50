package dev.accrete.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.runtime.engine.CancellableDatabase;
import dev.accrete.runtime.execute.ModelResult.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that is cancelled around a commit: what is told of a model is what became of it. */
class CancelledRunsTest {
  private final WrittenPlans plans = new WrittenPlans(Grain.HOUR);

  /** Cancels once: after the first statement with this purpose that follows a moved version. */
  private static final class CancelAfter implements RunListener {
    private final CancellableDatabase database;
    private final String purpose;
    private boolean moved;

    CancelAfter(CancellableDatabase database, String purpose) {
      this.database = database;
      this.purpose = purpose;
    }

    @Override
    public void after(String done, String sql) {
      moved |= done.startsWith("Move the version of sessions");
      if (moved && done.startsWith(purpose)) {
        database.cancel();
      }
    }
  }

  private RunOutcome cancelled(Warehouse warehouse, String purpose) {
    CancellableDatabase database = new CancellableDatabase(warehouse.database);
    RunRequest request =
        warehouse.request(
            List.of(ModelRequest.of(plans.sessions()), ModelRequest.of(plans.visitors())));
    return new Runner(database, new CancelAfter(database, purpose)).run(request);
  }

  private static long version(Warehouse warehouse) {
    return warehouse.number("SELECT version FROM accrete.model_version WHERE model = 'sessions'");
  }

  private void assertCommitStands(RunOutcome outcome, RunStrategy strategy) {
    ModelResult sessions = outcome.result("sessions");
    assertThat(sessions.status()).as(sessions.message()).isEqualTo(Status.SUCCESS);
    assertThat(sessions.strategy()).isEqualTo(strategy);
    assertThat(sessions.message()).contains("cancelled after the commit, which stands");
    ModelResult visitors = outcome.result("visitors");
    assertThat(visitors.status()).isEqualTo(Status.SKIPPED);
    assertThat(visitors.message()).isEqualTo("the run was cancelled");
  }

  @Test
  void rebuildThatIsCommittedIsDone() {
    try (Warehouse warehouse = new Warehouse().withEvents()) {
      warehouse.load("0 a 1 /x", "61 b 1 /x");
      assertCommitStands(cancelled(warehouse, "commit"), RunStrategy.FULL);
      warehouse.assertUpToDate();
      assertThat(warehouse.run(plans.sessions(), plans.visitors()).succeeded()).isTrue();
      warehouse.assertGraphUpToDate();
    }
  }

  @Test
  void recomputeThatIsCommittedIsDone() {
    try (Warehouse warehouse = new Warehouse().withEvents()) {
      warehouse.load("0 a 1 /x", "61 b 1 /x");
      warehouse.run(plans.sessions(), plans.visitors());
      warehouse.load("5 a 2 /late", "200 b 1 /y");
      assertCommitStands(cancelled(warehouse, "commit"), RunStrategy.RECOMPUTE);
      warehouse.assertUpToDate();
      assertThat(warehouse.run(plans.sessions(), plans.visitors()).succeeded()).isTrue();
      warehouse.assertGraphUpToDate();
    }
  }

  @Test
  void whatIsNotCommittedIsTakenBack() {
    try (Warehouse warehouse = new Warehouse().withEvents()) {
      warehouse.load("0 a 1 /x", "61 b 1 /x");
      warehouse.run(plans.sessions(), plans.visitors());
      warehouse.load("5 a 2 /late", "200 b 1 /y");
      RunOutcome outcome = cancelled(warehouse, "Move the version of sessions");
      assertThat(outcome.result("sessions").status()).isEqualTo(Status.ERROR);
      assertThat(outcome.result("sessions").message()).endsWith("cancelled");
      assertThat(version(warehouse)).isEqualTo(1);
      assertThat(warehouse.run(plans.sessions(), plans.visitors()).succeeded()).isTrue();
      warehouse.assertGraphUpToDate();
    }
  }
}
