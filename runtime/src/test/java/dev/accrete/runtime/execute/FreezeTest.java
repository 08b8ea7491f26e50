package dev.accrete.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.load.SourceDeclaration.Grain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreezeTest {
  private Warehouse warehouse;
  private final WrittenPlans plans = new WrittenPlans(Grain.STAMP);

  @BeforeEach
  void open() {
    warehouse = new Warehouse().withEvents();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private ModelResult run() {
    ModelResult result = warehouse.run(plans.sessions()).result("sessions");
    assertThat(result.message()).isEmpty();
    warehouse.assertUpToDate();
    return result;
  }

  @Test
  void emptySourceMakesAnEmptyTable() {
    assertThat(run().reason()).isEqualTo("first run");
    assertThat(run().strategy()).isEqualTo(RunStrategy.NONE);
  }

  @Test
  void newBatchIsRecomputed() {
    warehouse.load("1 a 1 /x", "1 b 1 /x");
    run();
    warehouse.load("2 a 1 /y", "2 c 1 /z");
    ModelResult result = run();
    assertThat(result.strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(result.reason()).startsWith("1 new batch of atomic.events");
    assertThat(result.keysTouched()).isEqualTo(2);
    assertThat(result.rowsDeleted()).isEqualTo(1);
    assertThat(result.rowsInserted()).isEqualTo(2);
  }

  @Test
  void nullStampsAndNullKeysAreTakenIn() {
    warehouse.load("1 a 1 /x", "NULL NULL 1 /x");
    run();
    warehouse.load("NULL NULL 1 /y", "NULL b NULL /y");
    assertThat(run().reason()).startsWith("1 grown batch of atomic.events");
  }

  @Test
  void nullStampIsNewWhereNoneWasKnown() {
    warehouse.load("1 a 1 /x");
    run();
    warehouse.load("NULL a 1 /y");
    assertThat(run().reason()).startsWith("1 new batch of atomic.events");
  }

  @Test
  void grownBatchIsReopened() {
    warehouse.load("1 a 1 /x", "2 a 1 /x");
    run();
    warehouse.load("1 b 1 /late");
    assertThat(run().strategy()).isEqualTo(RunStrategy.RECOMPUTE);
  }

  @Test
  void shrunkBatchRebuildsWhateverElseHappenedToIt() {
    warehouse.load("1 a 1 /x", "1 b 1 /x", "2 c 1 /x");
    run();
    warehouse.sql("DELETE FROM atomic.events WHERE domain_userid = 'a'");
    WrittenPlans reader = plans;
    warehouse.run(reader.visitors());
    ModelResult shrunk = run();
    assertThat(shrunk.strategy()).isEqualTo(RunStrategy.FULL);
    assertThat(shrunk.reason()).isEqualTo("a batch of atomic.events shrunk");
  }

  @Test
  void shrinkThatALaterGrowthHidesStillRebuilds() {
    warehouse.load("1 a 1 /x", "1 b 1 /x");
    run();
    warehouse.sql("DELETE FROM atomic.events WHERE domain_userid = 'a'");
    warehouse.freezeAlone(plans);
    warehouse.load("1 c 1 /x", "1 d 1 /x");
    assertThat(run().reason()).isEqualTo("a batch of atomic.events shrunk");
  }

  @Test
  void nothingNewWritesNothing() {
    warehouse.load("1 a 1 /x");
    warehouse.run(plans.sessions(), plans.visitors());
    List<String> written = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void after(String purpose, String sql) {
            if (sql.matches("(?s)(INSERT|UPDATE|DELETE|CREATE TABLE|DROP).*")) {
              written.add(purpose);
            }
          }
        };
    List<String> before = state();
    RunOutcome outcome = warehouse.run(listener, plans.sessions(), plans.visitors());
    assertThat(outcome.results()).allMatch(r -> r.strategy() == RunStrategy.NONE);
    assertThat(state()).isEqualTo(before);
    assertThat(written)
        .containsExactly(
            "take the lock",
            "Take the next freeze number; a freeze at the same time fails here",
            "Count atomic.events by stamp, and note what differs from what was known",
            "give the lock back");
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
