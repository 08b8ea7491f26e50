package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that leave an append source are taken in by their copies, where these are all of them. */
class DeletedRowsTest {
  private Warehouse warehouse = Warehouse.inMemory(Deletions.project("stamp"));
  private Deletions deletions = new Deletions(warehouse);

  @BeforeEach
  void open() {
    warehouse.close();
    warehouse = Warehouse.inMemory(Deletions.project("stamp"));
    deletions = new Deletions(warehouse);
    load();
    deletions.compared("first run");
  }

  private void load() {
    warehouse.execute("INSERT INTO atomic.pages VALUES ('/a', 'A', TIMESTAMP '2026-01-01')");
    for (int id = 1; id <= 12; id++) {
      String stamp = id == 12 ? "NULL" : "" + id / 4;
      deletions.load(id, "'u" + id % 3 + "'", id % 5, id % 2 == 0 ? "/a" : "/b", id, stamp);
    }
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void aPersonIsForgottenByKeysAlone() {
    deletions.copy("person = 'u1'", 100);
    deletions.delete("person = 'u1'");
    ModelResult planned =
        warehouse
            .run(RunListener.NONE, warehouse.request(Set.of("sessions")).dry())
            .result("sessions");
    assertThat(planned.strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(planned.reason()).startsWith("4 deleted rows from atomic.events_deleted");
    Map<String, ModelResult> results = deletions.run(RunListener.NONE);
    Oracle.assertUpToDate(warehouse, "a person was deleted");
    assertThat(results.get("sessions").reason())
        .startsWith("4 deleted rows from atomic.events_deleted;");
    assertThat(results.remove("total").strategy())
        .as("its one row can be merged or rebuilt alone")
        .isEqualTo(RunStrategy.FULL);
    assertThat(results.values())
        .extracting(ModelResult::strategy)
        .containsOnly(RunStrategy.RECOMPUTE);
    assertThat(deletions.compared("nothing new").values()).containsOnly(RunStrategy.NONE);
  }

  @Test
  void newBatchesComeAlong() {
    deletions.load(13, "'u1'", 1, "/b", 13, "9");
    deletions.copy("person = 'u1'", 100);
    deletions.delete("person = 'u1' AND id < 13");
    deletions.load(14, "NULL", 1, "/b", 14, "9");
    Map<String, ModelResult> results = deletions.run(RunListener.NONE);
    Oracle.assertUpToDate(warehouse, "a person was deleted, and came again");
    assertThat(results.get("sessions").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(results.get("sessions").reason())
        .startsWith("1 new batch of atomic.events, 5 deleted rows from atomic.events_deleted;");
  }

  @Test
  void rowsThatLeftWithoutCopiesRebuild() {
    deletions.copy("id = 1", 100);
    deletions.delete("id IN (1, 2)");
    Map<String, ModelResult> results = deletions.run(RunListener.NONE);
    Oracle.assertUpToDate(warehouse, "one of two has a copy");
    assertThat(results.get("sessions").reason())
        .isEqualTo(
            "a batch of atomic.events shrunk, not by the rows that came into atomic.events_deleted");
    deletions.copy("1 = 0", 101);
    warehouse.execute(
        "INSERT INTO atomic.events_deleted SELECT 2, person, session, page, t, etl,"
            + " TIMESTAMP '2026-05-01' FROM atomic.events_deleted");
    assertThat(deletions.compared("a late copy").values()).doesNotContain(RunStrategy.APPEND);
  }

  @Test
  void aRowThatWasExchangedForAnotherRebuilds() {
    deletions.copy("id = 1", 100);
    deletions.delete("id = 1");
    deletions.load(20, "'u7'", 7, "/z", 20, "0");
    Map<String, ModelResult> results = deletions.run(RunListener.NONE);
    Oracle.assertUpToDate(warehouse, "as many rows as before");
    assertThat(results.get("sessions").reason())
        .isEqualTo("copies in atomic.events_deleted are not of rows that left atomic.events since");
  }

  @Test
  void copiesOfRowsThatAreStillThereChangeNothing() {
    deletions.copy("person = 'u2'", 100);
    assertThat(deletions.compared("copies").values()).doesNotContain(RunStrategy.APPEND);
    deletions.delete("person = 'u2'");
    assertThat(deletions.compared("and then the rows").get("sessions")).isEqualTo(RunStrategy.FULL);
  }

  @Test
  void aReaderThatMissesRunsTakesAllCopiesIn() {
    for (int person = 0; person < 3; person++) {
      deletions.copy("person = 'u" + person + "'", 100 + person);
      deletions.delete("person = 'u" + person + "'");
      deletions.run(RunListener.NONE, "sessions");
    }
    Map<String, RunStrategy> late = deletions.compared("late readers");
    assertThat(late).containsEntry("people", RunStrategy.RECOMPUTE);
    assertThat(late).containsEntry("entries", RunStrategy.RECOMPUTE);
    assertThat(late).containsEntry("sessions", RunStrategy.NONE);
  }

  @Test
  void deletionsUnderOneStampAreRight() {
    for (int id = 1; id <= 8; id += 3) {
      // Copies that were read before are read again, as their batch grows.
      deletions.copy("id = " + id, 100);
      deletions.delete("id = " + id);
      deletions.compared("deletion of " + id);
    }
  }

  @Test
  void componentsFallApartAndIncrementsOfAuthorsAreRebuilt() {
    try (Warehouse other =
        Warehouse.withWarnings(
            Deletions.of(
                Map.of(
                    "clusters",
                    """
                    SELECT component, COUNT(*) AS nodes
                    FROM ${components('atomic.events', 'id', 'session')}
                    GROUP BY component
                    """,
                    "written",
                    """
                    ---
                    unique_key: id
                    ---
                    SELECT id, MAX(t) AS latest
                    FROM ${ref('atomic.events')}
                    [@incremental]
                    WHERE t > (SELECT MAX(latest) FROM ${this})
                    [/@incremental]
                    GROUP BY id
                    """)))) {
      Deletions events = new Deletions(other);
      for (int id = 1; id <= 9; id++) {
        events.load(id, "'u'", id + 1, "/a", id, "1");
      }
      events.compared("first run");
      events.copy("id = 5", 100);
      events.delete("id = 5");
      Map<String, RunStrategy> strategies = events.compared("an edge went");
      assertThat(strategies)
          .containsEntry("clusters", RunStrategy.RECOMPUTE)
          .containsEntry("written", RunStrategy.FULL)
          .containsValue(RunStrategy.COMPONENTS);
    }
  }

  @Test
  void copiesMayBePurged() {
    deletions.copy("id = 1", 100);
    deletions.delete("id = 1");
    deletions.compared("a deletion");
    warehouse.execute("DELETE FROM atomic.events_deleted");
    assertThat(deletions.compared("old copies are gone").get("sessions"))
        .isNotEqualTo(RunStrategy.FULL);
    deletions.copy("id = 2", 200);
    deletions.delete("id = 2");
    assertThat(deletions.compared("another deletion").get("sessions"))
        .isEqualTo(RunStrategy.RECOMPUTE);
  }

  @Test
  void aSourceThatGetsCopiesLaterIsRebuiltOnce() {
    try (Warehouse other = Warehouse.inMemory(Deletions.withoutCopies())) {
      Deletions before = new Deletions(other);
      before.load(1, "'a'", 1, "/a", 1, "1");
      before.load(2, "'b'", 2, "/a", 2, "1");
      before.load(3, "'b'", 2, "/b", 3, "2");
      before.compared("first run");
      Warehouse declared = other.with(Deletions.project("stamp"));
      Deletions after = before.over(declared);
      after.copy("id = 1", 100);
      after.delete("id = 1");
      assertThat(after.compared("nobody knows what was there").get("sessions"))
          .isEqualTo(RunStrategy.FULL);
      after.copy("id = 2", 101);
      after.delete("id = 2");
      assertThat(after.compared("now they do").get("sessions")).isEqualTo(RunStrategy.RECOMPUTE);
    }
  }

  @Test
  void whatHappensBetweenTheStatementsOfARunIsTakenInByTheNextOne() {
    for (int seed = 1; seed <= 12; seed++) {
      deletions.load(100 + seed, "'u" + seed % 4 + "'", seed % 5, "/a", 20 + seed, "" + seed);
      Intruder intruder = new Intruder(deletions, seed);
      deletions.run(intruder);
      deletions.compared("after what happened in run " + seed);
    }
  }

  @Test
  void scriptsTakeDeletedRowsInOrSayWhyNot() {
    String run = warehouse.project().run();
    deletions.copy("person = 'u1'", 100);
    deletions.delete("person = 'u1'");
    warehouse.play(warehouse.model("sessions").incremental());
    Oracle.assertUpToDate(warehouse, "sessions", "a script of one model");
    warehouse.play(warehouse.model("people").incremental());
    Oracle.assertUpToDate(warehouse, "people", "a script of a model with a hop");
    deletions.compared("a run behind scripts");
    deletions.load(30, "'u2'", 1, "/b", 30, "30");
    deletions.copy("person = 'u2' AND id < 30", 101);
    deletions.delete("person = 'u2' AND id < 30");
    warehouse.play(run);
    Oracle.assertUpToDate(warehouse, "run.sql");
    deletions.copy("id = 3", 102);
    deletions.delete("id IN (3, 6)");
    assertThatThrownBy(() -> warehouse.play(warehouse.model("sessions").incremental()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(
            "a batch of atomic.events lost other rows than those that came into"
                + " atomic.events_deleted: run the full.sql of sessions");
    warehouse.play(warehouse.model("sessions").full());
    Oracle.assertUpToDate(warehouse, "sessions", "the full script");
    deletions.compared("a run behind the full script");
  }

  @Test
  void runsWithoutTheTableOfCopiesSayWhatToLoad() {
    try (Warehouse other = Warehouse.inMemory(Deletions.project("stamp"))) {
      new Deletions(other);
      other.execute("DROP TABLE atomic.events_deleted");
      assertThat(other.run().results().get(0).message())
          .contains("atomic.events_deleted")
          .contains("accrete load atomic.events_deleted FILE");
      other.execute("CREATE TABLE atomic.events_deleted (deleted_at TIMESTAMP)");
      assertThat(other.run().results().get(0).message())
          .contains("the table atomic.events_deleted has no column");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stamp", "hour", "day"})
  void everyTableEqualsItsRebuildInRandomHistories(String grain) {
    DeletionHistory.Figures figures = DeletionHistory.play(grain);
    assertThat(figures.wellBehaved()).isPositive();
    // A batch that grows while rows are deleted is rebuilt: the newest hours and days do.
    double floor = grain.equals("stamp") ? 1 : grain.equals("hour") ? 0.5 : 0.2;
    assertThat(figures.leastShare()).isGreaterThanOrEqualTo(floor);
  }
}
