package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Random histories, with writes between two statements of a run, of sources of which a freeze
 * counts the newest batches and the total of older ones, or nothing of them where their declaration
 * says that they stay. {@code -Daccrete.cases=N} plays more.
 */
class ArrivalHistoriesTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 4);

  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: counted
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
              loaded_at: etl
              arrival: ordered
              columns: {person: varchar, amount: integer}
            - name: raw.clicks
              loaded_at: {column: etl, grain: hour}
              arrival: ordered
              columns: {person: varchar, page: varchar}
            - name: raw.orders
              loaded_at: etl
              arrival: trusted
              columns: {person: varchar, amount: integer}
            - name: raw.visits
              loaded_at: {column: etl, grain: hour}
              arrival: trusted
              columns: {person: varchar, page: varchar}
          """,
          "models/amounts.sql",
          """
          SELECT e.person, COUNT(*) AS events, COUNT(DISTINCT o.amount) AS amounts
          FROM ${ref('raw.events')} AS e LEFT JOIN ${ref('raw.orders')} AS o ON o.person = e.person
          GROUP BY e.person
          """,
          "models/pages.sql",
          """
          SELECT person, page FROM ${ref('raw.clicks')} WHERE person IS NOT NULL
          UNION ALL
          SELECT person, page FROM ${ref('raw.visits')}
          """,
          "models/total.sql",
          "SELECT COUNT(*) AS orders, SUM(amount) AS amount FROM ${ref('raw.orders')}\n",
          "models/visited.sql",
          "SELECT page, COUNT(*) AS visits FROM ${ref('pages')} GROUP BY page\n");

  @Test
  void tablesEqualWhatTheirSelectsReturn() {
    Instant start = Instant.now();
    Tally tally = Equivalence.of(FILES).withoutOptimizers().cases(CASES).run().orThrow().tally();
    System.out.println(tally.table());
    BuildComparisons.note(
        ArrivalHistoriesTest.class, tally, Duration.between(start, Instant.now()));
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).as("recomputes").isGreaterThan(CASES);
    assertThat(tally.comparisons(RunStrategy.APPEND)).as("appends").isPositive();
  }
}
