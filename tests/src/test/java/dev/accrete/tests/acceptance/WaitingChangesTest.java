package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.CompiledTest;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to claimed rows that wait while something changes around them. */
class WaitingChangesTest {
  private static final String WAITING = "accrete.\"raw.events_waiting_";

  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          Waiting.onDuckDb().get("accrete.yml"),
          "models/sources.yml",
          """
          sources:
            - name: raw.events
              changes: landing
              landing: landing.events
              move: after
              columns: {id: integer, amount: integer}
          """,
          "models/ids.sql",
          "SELECT id, COUNT(*) AS n FROM ${ref('raw.events')} GROUP BY id\n",
          "models/total.sql",
          "SELECT COUNT(*) AS n, SUM(amount) AS amount FROM ${ref('raw.events')}\n",
          "tests/known.sql",
          "SELECT id FROM ${ref('ids')} WHERE id NOT IN (SELECT id FROM ${ref('raw.events')})\n",
          "tests/given.sql",
          "SELECT id FROM ${ref('raw.events')} WHERE id IS NULL\n");

  private final Warehouse warehouse = Warehouse.inMemory(FILES);

  /** One row is known to all; one more waits for {@code total}. */
  @BeforeEach
  void oneRowWaits() {
    for (String schema : List.of("raw", "landing")) {
      warehouse.execute("CREATE SCHEMA " + schema);
      warehouse.execute(
          "CREATE TABLE " + schema + ".events (id INTEGER, amount INTEGER, other INTEGER)");
    }
    arrive("(1, 1, 1)");
    assertThat(ran().succeeded()).isTrue();
    arrive("(2, 2, 2)");
    warehouse.run(RunListener.NONE, warehouse.request(Set.of("ids")));
    assertThat(waiting()).isEqualTo(1);
    assertThat(own()).containsExactly("1");
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private void arrive(String row) {
    warehouse.execute("INSERT INTO landing.events VALUES " + row);
  }

  private RunOutcome ran() {
    return warehouse.run();
  }

  private String waitingTable() {
    return WAITING
        + warehouse
            .texts("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%waiting%'")
            .get(0)
            .substring("raw.events_waiting_".length())
        + '"';
  }

  private long waiting() {
    return warehouse.number("SELECT COUNT(*) FROM " + waitingTable());
  }

  private List<String> own() {
    return warehouse.texts("SELECT CAST(id AS VARCHAR) FROM raw.events ORDER BY id");
  }

  private void assertAll(RunOutcome outcome, String... ids) {
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    assertThat(own()).containsExactly(ids);
    assertThat(warehouse.number("SELECT n FROM derived.total")).isEqualTo(ids.length);
    assertThat(warehouse.number("SELECT SUM(n) FROM derived.ids")).isEqualTo(ids.length);
  }

  @Test
  void theSlowestReaderHoldsThemBack() {
    assertAll(ran(), "1", "2");
    assertThat(waiting()).isZero();
  }

  @Test
  void aMoveThatDiesIsMadeUpForByARunWithNothingNew() {
    for (String purpose : List.of("come into its own table", "and wait no longer")) {
      arrive("(7, 7, 7)");
      RunListener dies =
          new RunListener() {
            @Override
            public void after(String said, String sql) {
              if (said.endsWith(purpose)) {
                throw new EngineException(said, sql, new SQLException("the disk is full"));
              }
            }
          };
      long waited = waiting() + 1;
      assertThatThrownBy(() -> warehouse.run(dies)).hasMessageContaining("the disk is full");
      assertThat(waiting()).as(purpose).isEqualTo(waited);
      RunOutcome outcome = ran();
      assertThat(outcome.results()).allMatch(r -> r.strategy() == RunStrategy.NONE);
      assertThat(waiting()).as(purpose).isZero();
    }
    assertAll(ran(), "1", "2", "7", "7");
  }

  @Test
  void aColumnThatIsAddedIsKeptFromThenOnAndRebuildsNobody() {
    for (String schema : List.of("raw", "landing")) {
      warehouse.execute("ALTER TABLE " + schema + ".events ADD COLUMN added VARCHAR DEFAULT 'old'");
    }
    arrive("(3, 3, 3, 'new')");
    RunOutcome outcome = ran();
    assertThat(outcome.result("ids").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(outcome.result("total").strategy()).isEqualTo(RunStrategy.MERGE);
    assertAll(outcome, "1", "2", "3");
    assertThat(warehouse.texts("SELECT added FROM raw.events ORDER BY id"))
        .containsExactly("old", "old", "new");
  }

  @Test
  void rowsThatWouldLoseSomethingStayWhereTheyAre() {
    for (String schema : List.of("raw", "landing")) {
      warehouse.execute("ALTER TABLE " + schema + ".events ALTER amount TYPE BIGINT");
    }
    RunOutcome outcome = ran();
    assertThat(outcome.result("total").message())
        .contains("wait in accrete.raw.events_waiting_")
        .contains("the column amount is INTEGER, and in raw.events it is BIGINT");
    assertThat(own()).containsExactly("1");
    assertThat(waiting()).isEqualTo(1);
    warehouse.execute("ALTER TABLE " + waitingTable() + " ALTER amount TYPE BIGINT");
    assertAll(ran(), "1", "2");
  }

  @Test
  void aDeclarationThatMovesThemBeforeMovesThemFirst() {
    Warehouse before = warehouse.with(Waiting.movingBefore(FILES));
    Map<String, String> declared = new HashMap<>(Waiting.movingBefore(FILES));
    declared.merge("models/sources.yml", "", (t, none) -> t.replace("r}", "r, other: integer}"));
    String script = warehouse.with(declared).project().runFull();
    assertThatThrownBy(() -> before.play(script))
        .hasMessageContaining("rows of raw.events may wait in accrete.raw.events_waiting_");
    assertThat(before.run(RunListener.NONE, before.request(Set.of("ids"))).succeeded()).isTrue();
    assertThat(own()).containsExactly("1", "2");
    assertAll(before.run(), "1", "2");
    arrive("(3, 3, 3)");
    assertAll(before.run(), "1", "2", "3");
  }

  @Test
  void aSourceThatIsDeclaredInAnotherWayHasThemAll() {
    Warehouse snapshot =
        warehouse.with(
            Map.of(
                "accrete.yml",
                FILES.get("accrete.yml"),
                "models/sources.yml",
                "sources:\n  - {name: raw.events, changes: snapshot, columns: {id: integer, amount: integer}}\n",
                "models/ids.sql",
                FILES.get("models/ids.sql"),
                "models/total.sql",
                FILES.get("models/total.sql")));
    assertAll(snapshot.run(), "1", "2");
  }

  @Test
  void strangersAreFoundWhileRowsWait() {
    warehouse.execute("DELETE FROM raw.events");
    RunOutcome outcome = ran();
    assertThat(outcome.result("ids").strategy()).isEqualTo(RunStrategy.FULL);
    assertAll(outcome, "2");
  }

  /** The script knows the declared columns alone: it must not move on without the others. */
  @Test
  void aClientThatGoesOnAfterErrorsLosesNoColumn() {
    try (Session client = warehouse.session()) {
      int errors = 0;
      for (String piece : warehouse.project().run().split("(?m);$")) {
        if (piece.lines().anyMatch(l -> !l.isBlank() && !l.startsWith("--"))) {
          try {
            client.execute("script", piece);
          } catch (EngineException e) {
            errors++;
          }
        }
      }
      assertThat(errors).isPositive();
    }
    assertThat(waiting()).isEqualTo(1);
    assertAll(ran(), "1", "2");
    assertThat(warehouse.texts("SELECT CAST(other AS VARCHAR) FROM raw.events ORDER BY id"))
        .containsExactly("1", "2");
  }

  @Test
  void aTestBesideModelsReadsWhatTheyReadAndOneAloneWhatPeopleDo() {
    assertThat(select("known")).contains("raw.events_waiting_");
    assertThat(select("given")).doesNotContain("waiting");
    assertThat(warehouse.number("SELECT COUNT(*) FROM (" + select("known") + ")")).isZero();
  }

  private String select(String test) {
    Stream<CompiledTest> tests = warehouse.project().tests().stream();
    return tests
        .filter(t -> t.test().name().equals(test))
        .findFirst()
        .orElseThrow()
        .select()
        .orElseThrow();
  }

  @Test
  void aDryRunChangesNothing() {
    arrive("(3, 3, 3)");
    RunOutcome plan =
        warehouse.run(RunListener.NONE, warehouse.request(Set.of("ids", "total")).dry());
    assertThat(plan.result("total").rowsPending()).isEqualTo(2);
    assertThat(waiting()).isEqualTo(1);
    assertThat(own()).containsExactly("1");
  }
}
