package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models that random ones once failed on, over histories of their own. */
class FormerBugsTest {
  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: former
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
              columns: {k: integer, s: varchar, n: integer, etl: timestamp}
            - name: raw.users
              changes: snapshot
              columns: {k: integer, s: varchar, n: integer}
          """,
          "models/selected_for_nobody.sql",
          """
          SELECT k, COUNT(*) AS times
          FROM (SELECT k, n, s AS unused, n + 1 AS unused_too FROM ${ref('raw.events')}) AS e
          GROUP BY k
          """,
          "models/join_of_a_join.sql",
          """
          SELECT p.s, COUNT(e.n) AS times
          FROM ${ref('raw.events')} AS e
          LEFT JOIN (
            SELECT u.k, f.s FROM ${ref('raw.users')} AS u JOIN ${ref('raw.users')} AS f ON f.n = u.n
          ) AS p ON p.k = e.k
          GROUP BY p.s
          """,
          "models/set_of_one_expression.sql",
          """
          SELECT CAST(k AS VARCHAR) AS k, s, COUNT(*) AS times, MAX(n) AS most
          FROM ${ref('raw.events')}
          GROUP BY GROUPING SETS ((CAST(k AS VARCHAR), s), (cast(K as varchar)), (S), ((k)::varchar, n))
          """);

  @Test
  void tablesEqualWhatTheirSelectsReturn() {
    Tally tally = Equivalence.of(FILES).withoutOptimizers().busy().cases(3).run().orThrow().tally();
    assertThat(tally.shareIncremental()).as("share of incremental models").isEqualTo(1);
    assertThat(tally.models().get("join_of_a_join").by(RunStrategy.RECOMPUTE)).isGreaterThan(4);
    assertThat(tally.models().get("selected_for_nobody").changed()).isGreaterThan(6);
    assertThat(tally.models().get("set_of_one_expression").changed()).isGreaterThan(4);
  }
}
