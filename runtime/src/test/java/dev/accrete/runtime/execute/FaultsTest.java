package dev.accrete.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.load.SourceDeclaration.Grain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault before and after every statement of a run, then a rerun; and two runners. */
class FaultsTest {
  /** Every place is tried with 1, as on every release. */
  private static final int STEP = Integer.getInteger("accrete.faultStep", 9);

  private final WrittenPlans plans = new WrittenPlans(Grain.HOUR);

  /** As a killed process: nothing after it runs, and the lock stays. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Throws at the nth call. */
  private static final class KillAt implements RunListener {
    private final int place;
    private int calls;

    KillAt(int place) {
      this.place = place;
    }

    @Override
    public void before(String purpose, String sql) {
      count();
    }

    @Override
    public void after(String purpose, String sql) {
      count();
    }

    private void count() {
      calls++;
      if (calls == place) {
        throw new Killed();
      }
    }
  }

  private List<ModelRequest> graph() {
    return List.of(ModelRequest.of(plans.sessions()), ModelRequest.of(plans.visitors()));
  }

  private Warehouse prepared() {
    Warehouse warehouse = new Warehouse().withEvents();
    warehouse.load("0 a 1 /x", "61 b 1 /x", "125 c 1 /x", "NULL NULL 1 /x");
    warehouse.run(plans.sessions(), plans.visitors());
    warehouse.load("5 a 2 /late", "200 b 1 /y", "260 d 1 /x", "NULL c 1 /z");
    return warehouse;
  }

  @Test
  void everyPlaceOfAKillIsRepairedByTheNextRun() {
    int places = 0;
    for (int place = 1; place > 0; place += STEP) {
      try (Warehouse warehouse = prepared()) {
        KillAt kill = new KillAt(place);
        RunRequest dying = warehouse.request(graph()).as("another process");
        try {
          new Runner(warehouse.database, kill).run(dying);
          places = kill.calls;
        } catch (Killed e) {
          // As wanted.
        }
        RunOutcome outcome = warehouse.run(plans.sessions(), plans.visitors());
        assertThat(outcome.results())
            .as("killed at %s", place)
            .allMatch(r -> r.message().isEmpty());
        warehouse.assertGraphUpToDate();
        if (places > 0) {
          break;
        }
      }
    }
    assertThat(places).isGreaterThan(80);
  }

  @Test
  void everyPlaceOfAKillInTheFirstRunIsRepaired() {
    for (int place = 1; ; place += STEP) {
      try (Warehouse warehouse = new Warehouse().withEvents()) {
        warehouse.load("0 a 1 /x", "61 b 1 /x");
        KillAt kill = new KillAt(place);
        boolean survived = survives(warehouse, kill);
        warehouse.run(plans.sessions(), plans.visitors());
        warehouse.assertGraphUpToDate();
        if (survived) {
          return;
        }
      }
    }
  }

  private boolean survives(Warehouse warehouse, KillAt kill) {
    try {
      new Runner(warehouse.database, kill).run(warehouse.request(graph()).as("another process"));
      return true;
    } catch (Killed e) {
      return false;
    }
  }

  @Test
  void livingRunnerHoldsTheLock() {
    try (Warehouse warehouse = prepared()) {
      List<String> refusals = new ArrayList<>();
      RunListener second =
          new RunListener() {
            @Override
            public void modelStarted(String model) {
              assertThatThrownBy(() -> warehouse.run(plans.sessions()))
                  .isInstanceOf(LockHeldException.class)
                  .hasMessageContaining("holds the lock since");
              refusals.add(model);
            }
          };
      warehouse.run(second, plans.sessions(), plans.visitors());
      assertThat(refusals).containsExactly("sessions", "visitors");
      warehouse.assertGraphUpToDate();
    }
  }

  @Test
  void runnerThatLostTheLockCommitsNothing() {
    try (Warehouse warehouse = prepared()) {
      RunListener thief =
          new RunListener() {
            private boolean stolen;

            @Override
            public void before(String purpose, String sql) {
              if (!stolen && purpose.equals("The rows that come")) {
                stolen = true;
                warehouse.sql("UPDATE accrete.\"lock\" SET fence = fence + 1, holder = 'thief'");
              }
            }
          };
      RunOutcome outcome = warehouse.run(thief, plans.sessions());
      assertThat(outcome.result("sessions").status()).isEqualTo(ModelResult.Status.ERROR);
      assertThat(
              warehouse.number(
                  "SELECT version FROM accrete.model_version WHERE model = 'sessions'"))
          .isEqualTo(1);
      warehouse.sql("UPDATE accrete.\"lock\" SET holder = NULL");
      warehouse.run(plans.sessions(), plans.visitors());
      warehouse.assertGraphUpToDate();
    }
  }

  @Test
  void commitOfAScriptMeanwhileMakesTheRunStageAgain() {
    try (Warehouse warehouse = prepared()) {
      dev.accrete.compiler.plan.ScriptWriter writer =
          new dev.accrete.compiler.plan.ScriptWriter(Warehouse.TABLES);
      RunListener beside =
          new RunListener() {
            private boolean done;

            @Override
            public void before(String purpose, String sql) {
              if (!done && purpose.equals("The rows that come")) {
                done = true;
                ScriptsTest.play(warehouse, writer.incremental(plans.sessions()));
              }
            }
          };
      RunOutcome outcome = warehouse.run(beside, plans.sessions(), plans.visitors());
      assertThat(outcome.succeeded()).isTrue();
      warehouse.run(plans.sessions(), plans.visitors());
      warehouse.assertGraphUpToDate();
    }
  }
}
