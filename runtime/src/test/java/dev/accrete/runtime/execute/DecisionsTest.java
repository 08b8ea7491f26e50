package dev.accrete.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.load.ProjectSettings.OnChange;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.execute.ModelResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which strategy a run takes, and the reason that it gives. */
class DecisionsTest {
  private final WrittenPlans plans = new WrittenPlans(Grain.STAMP);
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = new Warehouse().withEvents();
    warehouse.load("1 a 1 /x", "2 b 1 /x");
    warehouse.run(plans.sessions(), plans.visitors());
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private ModelResult run(ModelRequest... requests) {
    return warehouse.run(RunListener.NONE, List.of(requests)).results().get(0);
  }

  @Test
  void changesTravelToTheReader() {
    warehouse.load("3 a 1 /y");
    RunOutcome outcome = warehouse.run(plans.sessions(), plans.visitors());
    assertThat(outcome.result("visitors").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(outcome.result("visitors").reason()).startsWith("2 changes of sessions");
    warehouse.assertGraphUpToDate();
    assertThat(
            warehouse.number(
                "SELECT COUNT(*) FROM accrete." + plans.state().changesTable("sessions").table()))
        .isZero();
  }

  @Test
  void readerThatLagsTakesInEveryChange() {
    warehouse.load("3 a 1 /y");
    warehouse.run(plans.sessions());
    warehouse.load("4 c 1 /y");
    warehouse.run(plans.sessions());
    ModelResult result = run(ModelRequest.of(plans.visitors()));
    assertThat(result.reason()).startsWith("3 changes of sessions");
    warehouse.assertGraphUpToDate();
  }

  @Test
  void changedModelIsRebuiltAndSoAreItsReaders() {
    RunOutcome outcome = warehouse.run(plans.sessions("f2", true), plans.visitors());
    assertThat(outcome.result("sessions").reason()).isEqualTo("the model changed");
    assertThat(outcome.result("visitors").reason()).isEqualTo("sessions was rebuilt");
    assertThat(run(ModelRequest.of(plans.sessions("f2", true))).reason()).isEqualTo("nothing new");
  }

  @Test
  void changedModelFailsOrWaitsWhereAskedTo() {
    ModelRequest changed = ModelRequest.of(plans.sessions("f2", true));
    assertThat(run(changed.onChange(OnChange.FAIL)).message()).contains("on_change is fail");
    warehouse.load("3 a 1 /y");
    ModelResult deferred = run(changed.onChange(OnChange.DEFER));
    assertThat(deferred.status()).isEqualTo(Status.SUCCESS);
    assertThat(deferred.reason()).isEqualTo("deferred");
    warehouse.sql("DELETE FROM atomic.events WHERE domain_userid = 'a'");
    assertThat(run(changed.onChange(OnChange.DEFER)).reason())
        .as("rows left, for which it would be rebuilt")
        .isEqualTo("deferred");
    assertThat(run(changed.onChange(OnChange.DEFER).refreshed()).reason())
        .isEqualTo("asked for by --full-refresh");
    warehouse.assertUpToDate();
  }

  @Test
  void modelWithoutRecomputeIsRebuiltWithTheCompilersReason() {
    ModelPlan plan = plans.sessions();
    ModelPlan full =
        new ModelPlan(
            plan.model(),
            plan.materialized(),
            plan.target(),
            plan.columns(),
            plan.fingerprint(),
            plan.inputs(),
            true,
            plan.full(),
            Optional.empty());
    assertThat(run(ModelRequest.of(full)).strategy()).isEqualTo(RunStrategy.NONE);
    warehouse.load("3 a 1 /y");
    assertThat(run(ModelRequest.of(full).whyFull("LIMIT")).reason())
        .isEqualTo("only a full rebuild is sound: LIMIT");
    warehouse.assertUpToDate();
  }

  @Test
  void tableOfAnotherShapeIsReplaced() {
    warehouse.sql("ALTER TABLE derived.sessions ADD COLUMN extra INTEGER");
    run(ModelRequest.of(plans.sessions()).refreshed());
    warehouse.assertUpToDate();
  }

  @Test
  void lostTableIsRebuilt() {
    warehouse.sql("DROP TABLE derived.sessions");
    assertThat(run(ModelRequest.of(plans.sessions())).reason())
        .isEqualTo("the table derived.sessions is gone");
    warehouse.assertUpToDate();
  }

  @Test
  void absentSourceNamesLoadAndBlocksReadersAlone() {
    warehouse.sql("DROP TABLE atomic.events");
    RunOutcome outcome = warehouse.run(plans.sessions(), plans.visitors());
    assertThat(outcome.result("sessions").message()).contains("accrete load atomic.events");
    assertThat(outcome.result("visitors").status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void readerOfAModelThatWasNeverBuiltSaysSo() {
    try (Warehouse fresh = new Warehouse().withEvents()) {
      fresh.sql("CREATE SCHEMA derived");
      assertThat(fresh.run(plans.visitors()).result("visitors").message())
          .contains("sessions, which was never built");
    }
  }

  @Test
  void modelThatFailsKeepsItsPosition() {
    warehouse.load("3 a 1 /y");
    ModelPlan plan = plans.sessions();
    ModelPlan.Recompute right = plan.recompute().orElseThrow();
    ModelPlan broken =
        new ModelPlan(
            plan.model(),
            plan.materialized(),
            plan.target(),
            plan.columns(),
            plan.fingerprint(),
            plan.inputs(),
            true,
            plan.full(),
            Optional.of(
                new ModelPlan.Recompute(
                    right.keyColumns(),
                    right.keys(),
                    right.oldRows(),
                    right.newRows(),
                    right.createKeys(),
                    right.routes(),
                    right.countKeys(),
                    right.needed(),
                    right.stageOld(),
                    new dev.accrete.compiler.dialect.Statement(
                        "Fail", "SELECT CAST('x' AS INTEGER)"),
                    right.delete(),
                    right.insert(),
                    right.oldRowsInCommit(),
                    right.bounds())));
    RunOutcome outcome = warehouse.run(broken, plans.visitors());
    assertThat(outcome.result("sessions").message()).startsWith("Fail: ");
    assertThat(outcome.result("visitors").status()).isEqualTo(Status.SKIPPED);
    warehouse.run(plans.sessions(), plans.visitors());
    warehouse.assertGraphUpToDate();
  }

  @Test
  void dryRunDecidesTheSameAndWritesNothing() {
    warehouse.load("3 a 1 /y");
    List<String> before = state();
    RunOutcome planned =
        new Runner(warehouse.database, RunListener.NONE)
            .run(
                warehouse
                    .request(
                        List.of(
                            ModelRequest.of(plans.sessions()), ModelRequest.of(plans.visitors())))
                    .dry());
    assertThat(state()).isEqualTo(before);
    assertThat(planned.result("sessions").reason()).isEqualTo("1 new batch of atomic.events");
    assertThat(planned.result("sessions").rowsPending()).isEqualTo(1);
    assertThat(planned.result("visitors").reason()).isEqualTo("changes of sessions");
    assertThat(planned.result("visitors").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
  }

  @Test
  void dryRunOnAnEmptyWarehousePlansFirstRuns() {
    try (Warehouse fresh = new Warehouse().withEvents()) {
      RunOutcome planned =
          new Runner(fresh.database, RunListener.NONE)
              .run(
                  fresh
                      .request(
                          List.of(
                              ModelRequest.of(plans.sessions()), ModelRequest.of(plans.visitors())))
                      .dry());
      assertThat(planned.results()).allMatch(r -> r.reason().equals("first run"));
      assertThat(
              fresh.number(
                  "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'accrete'"))
          .isZero();
    }
  }

  @Test
  void publishesOnlyWhatDiffers() {
    warehouse.load("2 b 1 /x");
    RunOutcome outcome = warehouse.run(plans.sessions(), plans.visitors());
    assertThat(outcome.result("sessions").rowsDeleted()).isEqualTo(1);
    assertThat(outcome.result("visitors").strategy()).isEqualTo(RunStrategy.NONE);
  }

  @Test
  void newReaderOfAModelThatPublishedNothingBefore() {
    try (Warehouse fresh = new Warehouse().withEvents()) {
      fresh.load("1 a 1 /x");
      fresh.run(plans.sessions("f1", false));
      assertThat(fresh.run(plans.sessions(), plans.visitors()).succeeded()).isTrue();
      fresh.load("2 a 1 /y");
      fresh.run(plans.sessions(), plans.visitors());
      fresh.load("3 a 1 /z");
      RunOutcome outcome = fresh.run(plans.sessions(), plans.visitors());
      assertThat(outcome.result("visitors").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
      fresh.assertGraphUpToDate();
    }
  }

  private List<String> state() {
    List<String> all = new ArrayList<>();
    for (String table :
        List.of(
            "batch", "position", "model_version", "change_log", "\"freeze\"", "freeze_counter")) {
      all.addAll(warehouse.rows("SELECT * FROM accrete." + table));
    }
    return all;
  }
}
