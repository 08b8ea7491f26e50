package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sources whose rows break what is declared of them: tables equal their SELECTs all the same, as
 * nothing is derived from these declarations. Whoever derives something from them has to check them
 * in the run, as is done for the types of columns.
 */
class BrokenDeclarationsTest {
  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: broken
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
              unique_key: n
              columns:
                k: {type: integer, nullable: false}
                s: {type: varchar, nullable: false}
                n: {type: integer, nullable: false}
                etl: {type: timestamp}
            - name: raw.users
              changes: snapshot
              unique_key: k
              columns:
                k: {type: integer, nullable: false}
                s: {type: varchar, nullable: false}
          """,
          "models/by_key.sql",
          "SELECT k, COUNT(*) AS times, COUNT(n) AS ns FROM ${ref('raw.events')} GROUP BY k\n",
          "models/by_unique_key.sql",
          "SELECT n, s FROM ${ref('raw.events')} WHERE s <> 'c'\n",
          "models/of_users.sql",
          """
          SELECT u.s, COUNT(e.n) AS times
          FROM ${ref('raw.events')} AS e
          LEFT JOIN ${ref('raw.users')} AS u ON u.k = e.k
          GROUP BY u.s
          """,
          "models/strangers.sql",
          """
          SELECT k, s FROM ${ref('raw.events')}
          WHERE k NOT IN (SELECT k FROM ${ref('raw.users')} AS u)
          """,
          "models/latest.sql",
          """
          SELECT k, s, n FROM ${ref('raw.events')}
          QUALIFY ROW_NUMBER() OVER (PARTITION BY k ORDER BY n DESC, s, etl) = 1
          """);

  @Test
  void tablesEqualTheirSelectsWhereNullsAndRepeatedKeysCome() {
    Tally tally =
        Equivalence.of(FILES)
            .withoutOptimizers()
            .breakingDeclarations()
            .busy()
            .cases(6)
            .run()
            .orThrow()
            .tally();
    assertThat(tally.shareIncremental()).as("share of incremental models").isGreaterThan(0.7);
    assertThat(tally.comparisons(RunStrategy.RECOMPUTE)).isGreaterThan(60);
  }
}
