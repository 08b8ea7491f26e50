package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceResult;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code accrete verify} plays what each kind of source may do. */
class VerifiedSourcesTest {
  @Test
  void deletionsComeWithCopies() {
    EquivalenceResult result =
        verified(Deletions.project("stamp"), Integer.getInteger("accrete.deletions.cases", 1));
    result.orThrow();
    assertThat(result.tally().table()).contains("9 models, 100 % incremental");
  }

  @Test
  void contextsComeBeforeTheirEventsAndAfter() {
    EquivalenceResult result =
        verified(Contexts.onDuckDb("stamp"), Integer.getInteger("accrete.contexts.cases", 1));
    result.orThrow();
    assertThat(result.tally().counted()).isGreaterThan(20);
  }

  @Test
  void anIncrementThatTakesContextsWithNewEventsAloneIsFound() {
    Map<String, String> files = new TreeMap<>(Contexts.onDuckDb("stamp"));
    files.keySet().removeIf(path -> path.endsWith(".sql"));
    files.put(
        "models/viewed.sql",
        """
        ---
        unique_key: [event_id, page]
        ---
        SELECT e.event_id, e.person, p.page, e.etl
        FROM ${ref('atomic.events')} AS e
        JOIN ${ref('atomic.pages')} AS p ON p.root_id = e.event_id
        [@incremental]
        WHERE e.etl > (SELECT MAX(etl) FROM ${this})
        [/@incremental]
        """);
    EquivalenceResult result = verified(files, 10);
    assertThat(result.failure()).isPresent();
    assertThat(result.failure().orElseThrow().toString()).contains("viewed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stamp", "hour"})
  void rowsAreExchangedForOthersOfTheirBatchWhereContentsAreCompared(String grain) {
    Map<String, String> files =
        Map.of(
            "accrete.yml",
            """
            name: hashed
            schema: derived
            dialect: duckdb
            target: dev
            targets:
              dev: {engine: duckdb, path: target/dev.duckdb}
            """,
            "models/sources.yml",
            """
            sources:
              - name: raw.events
                loaded_at: {column: etl, grain: %s}
                check: hash
                columns: {person: varchar, n: integer, etl: timestamp}
            """
                .formatted(grain),
            "models/people.sql",
            """
            SELECT person, COUNT(*) AS events, SUM(n) AS total, MIN(etl) AS first
            FROM ${ref('raw.events')}
            GROUP BY person
            """);
    verified(files, Integer.getInteger("accrete.hashes.cases", 2)).orThrow();
  }

  private static EquivalenceResult verified(Map<String, String> files, int cases) {
    return Equivalence.of(files)
        .withoutOptimizers()
        .seed(5)
        .cases(cases)
        .runs(10)
        .busy()
        .shrinking(false)
        .run();
  }
}
