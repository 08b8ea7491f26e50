package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Fault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that arrive in landing tables are claimed, and are what changed for every reader. */
class LandingSourcesTest {
  /** 1 tries a fault, or a load, at each statement of a run; more leaves some out. */
  private static final int STRIDE = Integer.getInteger("accrete.faults.stride", 9);

  private Warehouse warehouse = Warehouse.inMemory(Arrivals.PROJECT);
  private Arrivals arrivals = new Arrivals(warehouse);

  @BeforeEach
  void open() {
    warehouse.close();
    warehouse = Warehouse.inMemory(Arrivals.PROJECT);
    arrivals = new Arrivals(warehouse);
    arrivals.arrive();
    arrivals.arrive();
    assertThat(arrivals.compared("first run").values()).containsOnly(RunStrategy.FULL);
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void whatArrivesIsTakenInByTheCheapestStrategy() {
    for (int batch = 1; batch <= 12; batch++) {
      arrivals.arrive();
      assertThat(arrivals.compared("batch " + batch))
          .containsEntry("kept", RunStrategy.RECOMPUTE)
          .containsEntry("people", RunStrategy.RECOMPUTE)
          .containsEntry("plain", RunStrategy.APPEND)
          .containsEntry("total", RunStrategy.MERGE);
      assertThat(arrivals.kept()).as("claims that every reader has read").isZero();
    }
  }

  @Test
  void theManifestSaysWhatWasClaimed() {
    arrivals.arrive();
    arrivals.compared("a claim");
    assertThat(
            warehouse.rows(
                "SELECT source, stamp, grain, rows, freeze_id FROM accrete.batch WHERE source ="
                    + " 'raw.events'"))
        .containsExactly(
            "{'source': raw.events, 'stamp': NULL, 'grain': claim, 'rows': 3, 'freeze_id': 2}",
            "{'source': raw.events, 'stamp': NULL, 'grain': claim, 'rows': 6, 'freeze_id': 1}");
  }

  @Test
  void aRunWithNothingNewWritesNothing() {
    long freezes = warehouse.number("SELECT COUNT(*) FROM accrete.freeze");
    assertThat(arrivals.compared("nothing").values()).containsOnly(RunStrategy.NONE);
    assertThat(warehouse.number("SELECT COUNT(*) FROM accrete.freeze")).isEqualTo(freezes);
  }

  @Test
  void aContextThatComesLaterOrBeforeItsEventIsAnOrdinaryChange() {
    arrivals.contexts("(77, '/before'), (1, '/later')");
    assertThat(arrivals.compared("contexts alone"))
        .containsEntry("people", RunStrategy.RECOMPUTE)
        .containsEntry("kept", RunStrategy.NONE);
    arrivals.events("(77, 'q', 1, TIMESTAMP '2026-03-05', 1)");
    arrivals.compared("the event after its context");
    assertThat(warehouse.rows("SELECT pages FROM derived.people WHERE person = 'q'"))
        .containsExactly("{'pages': 1}");
  }

  @Test
  void contextsComeWithTheirEventsWhoeverReadsThem() {
    arrivals.arrive();
    arrivals.run("kept");
    assertThat(arrivals.waiting()).as("contexts, which the model does not read").isEqualTo(2);
    arrivals.arrive();
    List<InputPlan> both = warehouse.model("people").plan().inputs();
    RunOutcome outcome = warehouse.run(RunListener.NONE, arrivals.request("kept").claiming(both));
    assertThat(outcome.succeeded()).isTrue();
    assertThat(arrivals.waiting()).isZero();
    assertThat(arrivals.compared("the readers of both"))
        .containsEntry("people", RunStrategy.RECOMPUTE);
  }

  @Test
  void claimsAreKeptForAReaderThatMissesRuns() {
    for (int run = 1; run <= 4; run++) {
      arrivals.arrive();
      arrivals.run("kept");
      arrivals.assertNothingIsLost("run " + run);
      assertThat(arrivals.kept()).isEqualTo(3L * run);
    }
    assertThat(arrivals.compared("the late readers"))
        .containsEntry("kept", RunStrategy.NONE)
        .containsEntry("people", RunStrategy.RECOMPUTE)
        .containsEntry("plain", RunStrategy.APPEND);
    assertThat(arrivals.kept()).isZero();
  }

  @Test
  void rowsThatNobodyClaimedRebuildTheReaders() {
    for (String statement :
        new String[] {
          "INSERT INTO %s.events VALUES (50, 'x', 1, TIMESTAMP '2026-03-02', 1)",
          "DELETE FROM %s.events WHERE person = 'p1'",
          "DELETE FROM %s.events"
        }) {
      warehouse.execute(statement.formatted("raw"));
      warehouse.execute(statement.formatted("sent"));
      arrivals.arrive();
      assertThat(arrivals.compared(statement))
          .containsEntry("kept", RunStrategy.FULL)
          .containsEntry("people", RunStrategy.FULL)
          .containsEntry("plain", RunStrategy.FULL);
      arrivals.arrive();
      assertThat(arrivals.compared("after " + statement))
          .containsEntry("people", RunStrategy.RECOMPUTE);
    }
  }

  @Test
  void nothingIsLostWhereverSomethingArrives() {
    boolean more = true;
    int loads = 0;
    for (int at = 1; more; at += STRIDE) {
      int[] statements = {0};
      boolean[] came = {false};
      int here = at;
      arrivals.arrive();
      RunListener intruder =
          new RunListener() {
            @Override
            public void before(String purpose, String sql) {
              if (++statements[0] == here) {
                arrivals.arrive();
                came[0] = true;
              }
            }
          };
      RunOutcome outcome = warehouse.run(intruder, arrivals.request());
      assertThat(outcome.results()).allMatch(ModelResult::succeeded);
      arrivals.assertNothingIsLost("something arrived before statement " + at);
      Oracle.assertUpToDate(warehouse, "something arrived before statement " + at);
      more = came[0];
      loads += more ? 1 : 0;
      arrivals.compared("the run after statement " + at);
    }
    assertThat(loads).isGreaterThan(80 / STRIDE);
  }

  @Test
  void nothingIsLostWhereverARunDies() {
    boolean more = true;
    int faults = 0;
    for (int at = 1; more; at += STRIDE) {
      Kind kind = Kind.values()[at % 3];
      arrivals.arrive();
      Fault fault = new Fault(kind, at, at % 2 == 0);
      try {
        warehouse.run(fault, arrivals.request());
      } catch (EngineException | IllegalStateException | Fault.Crash e) {
        assertThat(fault.happened()).as(e.toString()).isTrue();
      }
      arrivals.assertNothingIsLost(fault.where());
      more = fault.happened();
      faults += more ? 1 : 0;
      arrivals.compared(fault.where());
    }
    assertThat(faults).isGreaterThan(80 / STRIDE);
  }

  @Test
  void aDryRunSaysWhatWaitsAndLeavesIt() {
    arrivals.arrive();
    RunOutcome plan = warehouse.run(RunListener.NONE, arrivals.request().dry());
    assertThat(plan.result("plain").strategy()).isEqualTo(RunStrategy.APPEND);
    assertThat(plan.result("people").rowsPending()).isEqualTo(5);
    assertThat(arrivals.waiting()).isEqualTo(5);
    arrivals.assertNothingIsLost("a plan");
  }

  @Test
  void manyRowsAreAllPublished() {
    String many =
        "SELECT i, 'p' || i % 1000, i, TIMESTAMP '2026-01-01' + INTERVAL 1 MINUTE * i, i FROM range(200000) AS r (i)";
    warehouse.execute("INSERT INTO sent.events " + many);
    warehouse.execute("INSERT INTO landing.events " + many);
    assertThat(arrivals.compared("many arrive")).containsEntry("plain", RunStrategy.APPEND);
  }

  @Test
  void scriptsAndRunsMix() {
    Map<String, String> declared =
        Arrivals.with(
            "models/sources.yml",
            Arrivals.PROJECT
                .get("models/sources.yml")
                .replace("happened: timestamp}", "happened: timestamp, extra: integer}"));
    try (Warehouse other = Warehouse.inMemory(declared)) {
      Arrivals sent = new Arrivals(other);
      sent.arrive();
      other.play(other.project().runFull());
      sent.assertNothingIsLost("the full script");
      Oracle.assertUpToDate(other, "the full script");
      for (int batch = 1; batch <= 3; batch++) {
        sent.arrive();
        other.play(other.project().run());
        sent.assertNothingIsLost("the script");
        assertThat(sent.waiting()).isZero();
        Oracle.assertUpToDate(other, "the script");
        sent.arrive();
        assertThat(sent.compared("a run after a script"))
            .containsEntry("people", RunStrategy.RECOMPUTE)
            .containsEntry("plain", RunStrategy.APPEND);
      }
      other.play(other.project().run());
      assertThat(sent.compared("a run with nothing left").values()).containsOnly(RunStrategy.NONE);
      sent.arrive();
      for (String model : other.models()) {
        other.play(other.model(model).incremental());
      }
      sent.assertNothingIsLost("incremental.sql of each model");
      Oracle.assertUpToDate(other, "incremental.sql of each model");
      other.execute("INSERT INTO raw.contexts VALUES (1, '/stranger')");
      assertThatThrownBy(() -> other.play(other.model("people").incremental()))
          .hasMessageContaining("was rebuilt");
    }
  }

  @Test
  void aScriptStopsWhereItWouldLoseAColumn() {
    arrivals.arrive();
    assertThatThrownBy(() -> warehouse.play(warehouse.project().run()))
        .hasMessageContaining(
            "the columns of landing.events are not those that raw.events declares: declare all of"
                + " them, or use accrete run");
    arrivals.compared("a run, which moves all of them");
  }

  @Test
  void aColumnThatGetsWiderIsClaimedAnew() {
    for (String schema : new String[] {"raw", "landing", "sent"}) {
      warehouse.execute("ALTER TABLE " + schema + ".events ALTER amount TYPE BIGINT");
      warehouse.execute("ALTER TABLE " + schema + ".events ADD COLUMN added VARCHAR");
    }
    arrivals.events("(60, 'far', 5000000000, TIMESTAMP '2026-03-09', 1, 'a')");
    assertThat(arrivals.compared("a wider column")).containsEntry("kept", RunStrategy.FULL);
    arrivals.events("(61, 'far', 5000000001, TIMESTAMP '2026-03-09', 1, 'b')");
    assertThat(arrivals.compared("the next batch")).containsEntry("kept", RunStrategy.RECOMPUTE);
  }

  @Test
  void aColumnThatTheSourceLacksStopsItsReadersAlone() {
    warehouse.execute("ALTER TABLE landing.events ADD COLUMN added VARCHAR");
    warehouse.execute("INSERT INTO landing.events VALUES (9, 'p', 1, NULL, 1, 'x')");
    RunOutcome outcome = warehouse.run(RunListener.NONE, arrivals.request());
    assertThat(outcome.result("kept").message())
        .isEqualTo(
            "the column added of landing.events is VARCHAR, and in raw.events it is absent: claimed"
                + " rows would lose it");
    assertThat(arrivals.waiting()).isEqualTo(1);
  }

  @Test
  void aSourceBelongsToWhoClaimedItFirst() {
    Map<String, String> elsewhere =
        Arrivals.with(
            "accrete.yml",
            Arrivals.PROJECT.get("accrete.yml").replace("schema: derived", "schema: mine"));
    arrivals.arrive();
    Warehouse second = warehouse.with(elsewhere);
    RunOutcome outcome = second.run();
    assertThat(outcome.results())
        .filteredOn(r -> r.status() == ModelResult.Status.ERROR)
        .extracting(ModelResult::message)
        .contains(
            "raw.events belongs to the project landed with the schema derived, which claims what"
                + " arrives for it");
    assertThatThrownBy(() -> second.play(second.project().run()))
        .hasMessageContaining("raw.events belongs to another project or target");
    arrivals.assertNothingIsLost("another target's run");
    assertThat(arrivals.waiting()).isEqualTo(5);
  }

  @Test
  void anAbsentLandingTableIsNamed() {
    warehouse.execute("DROP TABLE landing.contexts");
    RunOutcome outcome = warehouse.run(RunListener.NONE, arrivals.request());
    assertThat(outcome.result("people").message())
        .isEqualTo(
            "the source raw.contexts has no landing table landing.contexts: load it with `accrete"
                + " load raw.contexts FILE`");
    assertThat(outcome.result("kept").succeeded()).isTrue();
  }

  @Test
  void filesAreLoadedIntoTheLandingTable(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("c.csv"), "root_id,page\n1,/file\n");
    warehouse.load("raw.contexts", file);
    assertThat(warehouse.number("SELECT COUNT(*) FROM landing.contexts")).isEqualTo(1);
    warehouse.execute("INSERT INTO sent.contexts VALUES (1, '/file')");
    arrivals.compared("a file");
    assertThat(warehouse.number("SELECT COUNT(*) FROM raw.contexts WHERE page = '/file'"))
        .isEqualTo(1);
  }
}
