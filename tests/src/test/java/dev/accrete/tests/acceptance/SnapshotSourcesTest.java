package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Fault.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that anybody may change are read as copies, whose changes reach every reader. */
class SnapshotSourcesTest {
  /** 1 tries a fault at each statement of a run; more leaves some out. */
  private static final int STRIDE = Integer.getInteger("accrete.faults.stride", 5);

  private Warehouse warehouse = Warehouse.inMemory(Accounts.PROJECT);
  private Accounts accounts = new Accounts(warehouse);

  @BeforeEach
  void open() {
    warehouse.close();
    warehouse = Warehouse.inMemory(Accounts.PROJECT);
    accounts = new Accounts(warehouse);
    assertThat(accounts.compared("first run").values()).containsOnly(RunStrategy.FULL);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE crm.accounts SET region = 'us' WHERE id = 1",
        "DELETE FROM crm.accounts WHERE id = 1",
        "DELETE FROM crm.accounts",
        "INSERT INTO crm.accounts VALUES (9, 'as', 9, 1)",
        "UPDATE crm.accounts SET id = 9 WHERE id = 1",
        "UPDATE crm.accounts SET id = NULL WHERE id = 1",
        "UPDATE crm.accounts SET id = 9 WHERE id IS NULL",
        "INSERT INTO crm.accounts SELECT * FROM crm.accounts",
        "UPDATE crm.accounts SET id = CASE id WHEN 1 THEN 3 ELSE 1 END WHERE id IN (1, 3)",
        "UPDATE crm.accounts SET region = CASE region WHEN 'eu' THEN 'us' ELSE 'eu' END",
        "UPDATE crm.accounts SET balance = -0.0 WHERE id = 3",
        "UPDATE crm.accounts SET region = NULL, balance = NULL",
      })
  void whateverHappensReachesItsReaders(String statement) {
    warehouse.execute(statement);
    accounts.compared(statement);
    accounts.order("(1, 1), (9, 1), (NULL, 1)");
    assertThat(accounts.compared("orders after " + statement))
        .containsEntry("account_orders", RunStrategy.RECOMPUTE);
    assertThat(
            warehouse.rows(
                "SELECT id, region, balance FROM crm.accounts EXCEPT ALL FROM "
                    + accounts.kept("copy")))
        .isEmpty();
  }

  @Test
  void aChangeIsTakenInByItsKeysAlone() {
    warehouse.execute("UPDATE crm.accounts SET region = 'us' WHERE id = 1");
    assertThat(accounts.compared("an update").values()).containsOnly(RunStrategy.RECOMPUTE);
  }

  @Test
  void nothingIsWrittenWhereNothingChanged() {
    Map<String, List<String>> before = accounts.everything();
    warehouse.execute("UPDATE crm.accounts SET synced = synced + 1");
    assertThat(accounts.compared("only what is ignored changed").values())
        .containsOnly(RunStrategy.NONE);
    assertThat(accounts.everything()).isEqualTo(before);
  }

  @Test
  void changesAreKeptForAReaderThatMissesRuns() {
    accounts.run("regions");
    for (int run = 1; run <= 4; run++) {
      warehouse.execute("UPDATE crm.accounts SET region = 'r" + run + "' WHERE id = " + run);
      warehouse.execute("INSERT INTO crm.accounts VALUES (" + (20 + run) + ", 'new', 1, 1)");
      accounts.run("regions");
      assertThat(warehouse.number("SELECT COUNT(*) FROM " + accounts.kept("changes")))
          .isEqualTo(3L * run);
    }
    Map<String, RunStrategy> late = accounts.compared("the late reader");
    assertThat(late).containsEntry("account_orders", RunStrategy.RECOMPUTE);
    assertThat(late).containsEntry("regions", RunStrategy.NONE);
    assertThat(warehouse.number("SELECT COUNT(*) FROM " + accounts.kept("changes"))).isZero();
  }

  @Test
  void aFullRefreshInTheMiddleLosesNothing() {
    warehouse.execute("UPDATE crm.accounts SET region = 'as' WHERE id = 2");
    accounts.run("regions");
    warehouse.execute("DELETE FROM crm.accounts WHERE id = 3");
    RunRequest request = accounts.request("account_orders");
    RunRequest refreshed =
        RunRequest.of(
            request.tables(),
            request.models().stream().map(m -> m.refreshed()).toList(),
            "refresh",
            request.clock());
    RunOutcome outcome = warehouse.run(RunListener.NONE, refreshed.as("refresh"));
    assertThat(outcome.result("account_orders").strategy()).isEqualTo(RunStrategy.FULL);
    warehouse.execute("INSERT INTO crm.accounts VALUES (3, 'as', 1, 1)");
    accounts.compared("after a full refresh");
    warehouse.execute("DELETE FROM crm.accounts WHERE id IS NULL");
    assertThat(accounts.compared("the next change")).containsValue(RunStrategy.RECOMPUTE);
  }

  @Test
  void scriptsAndRunsMix() {
    String run = warehouse.project().run();
    warehouse.execute("UPDATE crm.accounts SET region = 'as' WHERE id = 2");
    warehouse.play(run);
    Oracle.assertUpToDate(warehouse, "a script");
    warehouse.execute("DELETE FROM crm.accounts WHERE id = 1");
    assertThat(accounts.compared("a run").values()).containsOnly(RunStrategy.RECOMPUTE);
    warehouse.execute("INSERT INTO crm.accounts VALUES (1, 'eu', -0.0, 1), (1, 'eu', 0.0, 1)");
    warehouse.play(warehouse.model("regions").incremental());
    warehouse.execute("UPDATE crm.accounts SET id = 9 WHERE id = 4");
    warehouse.play(warehouse.model("regions").incremental());
    accounts.compared("a run after scripts of the other reader");
    warehouse.play(run);
    warehouse.play(warehouse.project().runFull());
    Oracle.assertUpToDate(warehouse, "the full script");
    warehouse.execute("DELETE FROM crm.accounts");
    accounts.compared("a run after the full script");
  }

  @Test
  void scriptsAloneBuildAndFollow() {
    try (Warehouse other = Warehouse.inMemory(Accounts.PROJECT)) {
      Accounts alone = new Accounts(other);
      other.play(other.project().runFull());
      Oracle.assertUpToDate(other, "the full script");
      other.execute("UPDATE crm.accounts SET region = 'as' WHERE id = 2");
      other.play(other.project().run());
      Oracle.assertUpToDate(other, "the script");
      other.play(other.project().run());
      Oracle.assertUpToDate(other, "the script with nothing new");
      assertThat(alone.compared("a run").values()).containsOnly(RunStrategy.NONE);
    }
  }

  @Test
  void noChangeIsLostWhereverARunDies() {
    boolean more = true;
    int faults = 0;
    for (int at = 1; more; at += STRIDE) {
      Kind kind = Kind.values()[at % 3];
      warehouse.execute(
          "UPDATE crm.accounts SET region = 'r" + at + kind + "' WHERE id = " + (1 + at % 4));
      warehouse.execute("INSERT INTO crm.accounts VALUES (" + (at % 7) + ", 'new', 1, 1)");
      Fault fault = new Fault(kind, at, at % 2 == 0);
      try {
        warehouse.run(fault, accounts.request());
      } catch (EngineException | IllegalStateException | Fault.Crash e) {
        assertThat(fault.happened()).as(e.toString()).isTrue();
      }
      more = fault.happened();
      faults += more ? 1 : 0;
      accounts.compared(fault.where());
    }
    assertThat(faults).isGreaterThan(60 / STRIDE);
  }

  @Test
  void manyChangesAreAllPublished() {
    warehouse.execute(
        "INSERT INTO crm.accounts SELECT i, 'r' || i % 1000, i, 1 FROM range(10, 200000) AS r (i)");
    accounts.compared("many come");
    warehouse.execute("UPDATE crm.accounts SET region = 'x' || id % 900");
    accounts.compared("many change");
    assertThat(warehouse.number("SELECT MAX(removed) FROM accrete.change_log"))
        .isGreaterThan(190_000);
  }

  @Test
  void aTableOfAnotherShapeIsCopiedAnew() {
    warehouse.execute("ALTER TABLE crm.accounts ALTER id TYPE BIGINT");
    warehouse.execute("INSERT INTO crm.accounts VALUES (5000000000, 'far', 1, 1)");
    assertThatThrownBy(() -> warehouse.play(warehouse.project().run()))
        .hasMessageContaining("are no longer those of its copy: run accrete run once");
    assertThat(accounts.compared("a wider column"))
        .containsEntry("regions", RunStrategy.FULL)
        .containsEntry("account_orders", RunStrategy.FULL);
  }

  @Test
  void aTableThatLacksAColumnStopsItsReadersAlone() {
    warehouse.execute("ALTER TABLE crm.accounts DROP region");
    RunOutcome outcome = warehouse.run(RunListener.NONE, accounts.request());
    ModelResult result = outcome.result("regions");
    assertThat(result.message())
        .isEqualTo(
            "the table crm.accounts has no column region, which the source crm.accounts declares");
    assertThat(outcome.freezeId()).isPositive();
  }
}
