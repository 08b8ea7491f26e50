package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However an author writes the clock, it is that of the run. These runs are many years ago, so the
 * engine's own clock would count every row.
 */
class ClockSpellingsTest {
  private static final Clock FIRST =
      Clock.fixed(Instant.parse("2000-01-02T00:00:00Z"), ZoneOffset.UTC);

  private int runs;

  private static Warehouse warehouse(String condition) {
    Warehouse warehouse =
        Warehouse.inMemory(
            Map.of(
                "accrete.yml",
                Warehouse.SHOP,
                "models/sources.yml",
                """
                sources:
                  - name: shop.visits
                    loaded_at: etl
                    columns: {id: integer, name: varchar, seen: timestamp}
                """,
                "models/due.sql",
                "SELECT id, COUNT(*) AS n FROM ${ref('shop.visits')} WHERE "
                    + condition
                    + " GROUP BY id"));
    warehouse.execute("CREATE SCHEMA shop");
    warehouse.execute(
        """
        CREATE TABLE shop.visits AS
        SELECT id, name, CAST(seen AS TIMESTAMP) AS seen, TIMESTAMP '2000-01-01' AS etl
        FROM (VALUES (1, 'A', '2000-01-01'), (2, 'a', '2000-01-03'), (3, 'b', NULL)) AS v (id, name, seen)
        """);
    return warehouse;
  }

  private RunOutcome run(Warehouse warehouse, Clock clock) {
    List<ModelRequest> models =
        warehouse.models().stream()
            .map(name -> ModelRequest.of(warehouse.model(name).plan()))
            .toList();
    RunRequest request = RunRequest.of(warehouse.tables(), models, "run-" + ++runs, clock);
    return warehouse.run(RunListener.NONE, request.as("process " + runs));
  }

  @ParameterizedTest
  @ValueSource(strings = {"now( )", "now /* of the run */ ()", "\"now\"()", "main.now()"})
  void theClockIsThatOfTheRun(String clock) {
    try (Warehouse warehouse = warehouse("seen < " + clock)) {
      run(warehouse, FIRST);
      assertThat(warehouse.texts("SELECT id FROM derived.due")).containsExactly("1");
      RunOutcome outcome = run(warehouse, Clock.offset(FIRST, Duration.ofDays(2)));
      assertThat(outcome.result("due").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
      assertThat(warehouse.texts("SELECT id FROM derived.due ORDER BY id"))
          .containsExactly("1", "2");
    }
  }

  /** What stands before the dot is not seen to be read; or it is somebody's schema. */
  @ParameterizedTest
  @ValueSource(strings = {"name.lower() = 'a'", "visits.name.lower() = 'a'"})
  void aKnownFunctionBehindADotIsNotDerived(String condition) {
    try (Warehouse warehouse = warehouse(condition)) {
      assertThat(warehouse.model("due").certificate().refusals())
          .extracting(Refusal::message)
          .containsExactly(condition.replace("() = 'a'", "(…)") + " is not derived yet");
      run(warehouse, FIRST);
      assertThat(warehouse.texts("SELECT id FROM derived.due ORDER BY id"))
          .containsExactly("1", "2");
    }
  }
}
