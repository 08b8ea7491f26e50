package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contexts without stamps are counted with the events that they name. */
class LoadedWithTest {
  private static final int STEPS = Integer.getInteger("accrete.contexts.steps", 5);

  private Warehouse warehouse = Warehouse.inMemory(Contexts.onDuckDb("stamp"));
  private Contexts contexts = new Contexts(warehouse);

  @BeforeEach
  void open() {
    warehouse.close();
    warehouse = Warehouse.inMemory(Contexts.onDuckDb("stamp"));
    contexts = new Contexts(warehouse);
    contexts.events("10", "a", "x", "b", "y");
    contexts.events("20", "c", "x", "d", "z");
    contexts.page("a", "/1", 1);
    contexts.page("b", "/2", 1);
    contexts.page("c", "/1", 2);
    contexts.agent("a", "browser");
    assertThat(contexts.compared("first run").values()).containsOnly(RunStrategy.FULL);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void aContextABatchBeforeItsEventAndOneABatchAfterAreOrdinaryChanges() {
    contexts.page("early", "/early", 1);
    assertThat(contexts.compared("a context before its event"))
        .containsEntry("page_view_ids", RunStrategy.RECOMPUTE)
        .containsEntry("views", RunStrategy.RECOMPUTE);
    contexts.events("30", "early", "x", "late", "y");
    Map<String, RunStrategy> events = contexts.compared("its event, and one without a context");
    assertThat(events.values()).doesNotContain(RunStrategy.FULL);
    assertThat(
            warehouse.rows(
                "SELECT page, events FROM derived.views WHERE page IN ('/early', '/late')"))
        .containsExactly("{'page': /early, 'events': 1}");
    contexts.events("40", "next", "z");
    contexts.page("late", "/late", 1);
    contexts.page("next", "/1", 3);
    Map<String, RunStrategy> late = contexts.compared("the other's context, a batch after it");
    assertThat(late)
        .containsEntry("page_view_ids", RunStrategy.RECOMPUTE)
        .containsEntry("people", RunStrategy.RECOMPUTE);
    assertThat(late.values()).doesNotContain(RunStrategy.FULL);
    assertThat(
            warehouse.rows(
                "SELECT page, events FROM derived.views WHERE page IN ('/early', '/late')"))
        .containsExactly("{'page': /early, 'events': 1}", "{'page': /late, 'events': 1}");
    assertThat(warehouse.rows("SELECT page FROM derived.page_view_ids WHERE root_id = 'late'"))
        .containsExactly("{'page': /late}");
    assertThat(contexts.compared("nothing new").values()).containsOnly(RunStrategy.NONE);
  }

  @Test
  void aContextIsNotMissedWhereItsEventComesInTheMidstOfTheRun() {
    for (String stamp : new String[] {"60", "10"}) {
      String id = "at" + stamp;
      contexts.page(id, "/" + id, 1);
      boolean[] came = {false};
      contexts.run(
          new RunListener() {
            @Override
            public void before(String purpose, String sql) {
              if (!came[0] && purpose.startsWith("The batches of atomic.events that")) {
                came[0] = true;
                contexts.events(stamp, id, "x");
              }
            }
          });
      assertThat(came[0]).isTrue();
      if (stamp.equals("60")) {
        assertThat(warehouse.rows("SELECT page FROM derived.page_view_ids WHERE root_id = 'at60'"))
            .as("a batch that the freeze did not know")
            .containsExactly("{'page': /at60}");
      }
      assertThat(contexts.compared("the run after").values()).doesNotContain(RunStrategy.FULL);
    }
  }

  @Test
  void anEventThatComesAgainUnderAnEarlierStampHidesNothing() {
    contexts.events("5", "b", "y");
    contexts.events("10", "n", "y");
    contexts.page("n", "/hidden", 1);
    Map<String, RunStrategy> strategies =
        contexts.compared("one might leave its stamp as another comes");
    assertThat(strategies.values()).doesNotContain(RunStrategy.FULL);
    assertThat(strategies).containsEntry("visits", RunStrategy.RECOMPUTE);
  }

  @Test
  void whatWaitedHidesNothingThatWaitsNow() {
    contexts.page("one", "/one", 1);
    contexts.compared("one waits");
    contexts.events("30", "one", "x");
    contexts.page("two", "/two", 1);
    Map<String, RunStrategy> strategies = contexts.compared("it leaves, another waits");
    assertThat(strategies).containsEntry("visits", RunStrategy.RECOMPUTE);
    assertThat(strategies.values()).doesNotContain(RunStrategy.FULL);
  }

  @Test
  void aDeletedEventHidesNoContextThatComesIntoItsBatch() {
    warehouse.execute("DELETE FROM atomic.events WHERE event_id = 'c'");
    contexts.page("d", "/hidden", 1);
    assertThat(contexts.compared("an event leaves a batch, and a context comes into it"))
        .containsEntry("visits", RunStrategy.FULL);
    contexts.page("a", "/more", 1);
    assertThat(contexts.compared("after the rebuild").values()).doesNotContain(RunStrategy.FULL);
  }

  @Test
  void aDeletedContextRebuildsItsReaders() {
    contexts.page("NULL", "/nobody", 1);
    contexts.page("never", "/never", 1);
    contexts.compared("contexts without events");
    for (String which : new String[] {"= 'a'", "IS NULL", "= 'never'"}) {
      warehouse.execute("DELETE FROM atomic.pages WHERE root_id " + which);
      assertThat(contexts.compared(which))
          .containsEntry("page_view_ids", RunStrategy.FULL)
          .containsEntry("people", RunStrategy.FULL)
          .containsEntry("agents", RunStrategy.NONE);
    }
  }

  @Test
  void theManifestSaysWhatWasCounted() {
    contexts.page("NULL", "/nobody", 1);
    contexts.events("30", "a", "x");
    contexts.compared("a context without an id, and an event again");
    assertThat(
            warehouse.rows(
                "SELECT grain, CAST(stamp AS VARCHAR) AS stamp, SUM(rows) AS rows FROM"
                    + " accrete.batch WHERE source = 'atomic.pages' GROUP BY ALL"))
        .containsExactly(
            "{'grain': stamp, 'stamp': '2026-02-01 00:10:00', 'rows': 2}",
            "{'grain': stamp, 'stamp': '2026-02-01 00:20:00', 'rows': 1}",
            "{'grain': stamp, 'stamp': '2026-02-01 00:30:00', 'rows': 1}",
            "{'grain': total, 'stamp': NULL, 'rows': 4}",
            "{'grain': waiting, 'stamp': NULL, 'rows': 1}");
  }

  @Test
  void scriptsAndRunsMix() {
    String run = warehouse.project().run();
    contexts.page("early", "/1", 7);
    warehouse.play(run);
    Oracle.assertUpToDate(warehouse, "a script");
    contexts.events("30", "early", "x");
    contexts.page("b", "/9", 7);
    contexts.compared("a run");
    contexts.page("d", "/9", 7);
    warehouse.play(warehouse.model("visits").incremental());
    Oracle.assertUpToDate(warehouse, "visits", "its own script");
    contexts.page("d", "/8", 7);
    contexts.compared("a run after a script of one reader");
    warehouse.play(run);
    warehouse.execute("DELETE FROM atomic.pages WHERE root_id = 'd'");
    assertThatThrownBy(() -> warehouse.play(run))
        .hasMessageContaining("a batch of atomic.pages shrunk: run the full.sql of");
    contexts.compared("a run, which rebuilds");
    warehouse.play(warehouse.project().runFull());
    Oracle.assertUpToDate(warehouse, "the full script");
    contexts.page("a", "/9", 7);
    assertThat(contexts.compared("after the full script").values())
        .doesNotContain(RunStrategy.FULL);
  }

  @Test
  void nothingIsAppendedOrMerged() {
    for (String model : warehouse.models()) {
      assertThat(warehouse.model(model).certificate().strategies())
          .doesNotContain(Strategy.APPEND)
          .as(model);
    }
    assertThat(warehouse.model("viewed").certificate().refusals())
        .anyMatch(r -> r.code() == RefusalCode.AMONG_OTHERS && r.rulesOut() == Strategy.APPEND);
    assertThat(warehouse.model("viewed").certificate().strategies())
        .containsExactly(Strategy.RECOMPUTE, Strategy.FULL);
    assertThat(warehouse.model("visits").certificate().strategies())
        .containsExactly(Strategy.RECOMPUTE, Strategy.FULL);
  }

  @Test
  void anAbsentTableOfEventsIsNamed() {
    warehouse.execute("DROP TABLE atomic.events");
    RunOutcome outcome = warehouse.run(RunListener.NONE, contexts.request("visits"));
    assertThat(outcome.result("visits").message())
        .contains("atomic.events", "load it with `accrete load atomic.events FILE`");
  }

  @ParameterizedTest
  @CsvSource({"stamp, 1", "stamp, 2", "hour, 3", "hour, 4", "day, 5"})
  void randomHistoriesLeaveEveryTableRightAndAreIncremental(String grain, long seed) {
    try (Warehouse own = Warehouse.inMemory(Contexts.onDuckDb(grain))) {
      ContextHistory history = new ContextHistory(own, seed, false);
      history.play(STEPS);
      assertThat(history.incremental()).isGreaterThan(STEPS);
      assertThat(history.rebuilt()).as("only what readers grew by").isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"stamp, 6", "stamp, 7", "hour, 8", "day, 9"})
  void randomHistoriesWithDeletedRowsLeaveEveryTableRight(String grain, long seed) {
    try (Warehouse own = Warehouse.inMemory(Contexts.onDuckDb(grain))) {
      ContextHistory history = new ContextHistory(own, seed, true);
      history.play(STEPS);
      assertThat(history.incremental()).isGreaterThan(STEPS);
    }
  }
}
