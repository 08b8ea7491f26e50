package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.compiler.Transpilation;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random expressions of Redshift give the same values on DuckDB and PostgreSQL, over rows with
 * NULLs and edges. Where both are translated and both engines answer, at least one of two different
 * answers is not Redshift's.
 *
 * <p>The build tries a thousand; {@code -Daccrete.expressions=N} tries N others, {@code
 * -Daccrete.expressions.seed=S} from a seed.
 */
class RandomExpressionsTest {
  private static final int CASES = 1000;
  private static final int DEPTH = 2;
  private static final List<String> SYMBOLS = RandomExpressions.SYMBOLS;

  private static final String ROWS =
      """
      WITH q AS (
        SELECT CAST(1 AS INTEGER) AS i, CAST(5 AS INTEGER) AS j, CAST(7000000000 AS BIGINT) AS b,
          CAST(1.25 AS DECIMAL(10, 2)) AS n, CAST(-3.50 AS DECIMAL(10, 2)) AS m,
          CAST(2.5 AS DOUBLE PRECISION) AS f, CAST(-0.75 AS DOUBLE PRECISION) AS g,
          CAST('a' AS VARCHAR(20)) AS s, CAST('abc' AS VARCHAR(20)) AS u,
          CAST('2026-01-15' AS DATE) AS d, CAST('2025-12-31' AS DATE) AS e,
          CAST('2026-01-15 10:20:30' AS TIMESTAMP) AS t, CAST('2024-02-29 23:59:59.5' AS TIMESTAMP) AS w, 1 AS r
        UNION ALL
        SELECT -4, 0, 12, CAST(0.05 AS DECIMAL(10, 2)), CAST(99.99 AS DECIMAL(10, 2)), -1.5, 0.1, 'Ab cA', '',
          CAST('2024-02-29' AS DATE), CAST('2026-03-31' AS DATE),
          CAST('2026-03-29 01:30:00' AS TIMESTAMP), CAST('1999-12-31 00:00:00' AS TIMESTAMP), 2
        UNION ALL
        SELECT NULL, 3, NULL, NULL, CAST(0 AS DECIMAL(10, 2)), NULL, 0, NULL, 'x,y',
          NULL, CAST('2000-01-01' AS DATE), NULL, CAST('2026-06-30 12:00:00' AS TIMESTAMP), 3
        UNION ALL
        SELECT 12, NULL, -1, CAST(10.00 AS DECIMAL(10, 2)), NULL, 100, NULL, 'b1,a2', NULL,
          CAST('1970-01-01' AS DATE), NULL, CAST('1970-01-01 00:00:00' AS TIMESTAMP), NULL, 4
      )
      SELECT %s AS v FROM %s
      """;

  private final RandomExpressions expressions = new RandomExpressions();
  private Random random = new Random(0);
  private String leaves = "0";

  /** The symbol of what a subquery calls x; empty where there is none. */
  private String inner = "";

  @Test
  void giveTheSameOnBothEngines() {
    play(1, CASES);
  }

  @Test
  void giveTheSameAsManyAsTold() {
    int cases = Integer.getInteger("accrete.expressions", 0);
    assumeTrue(cases > 0, "-Daccrete.expressions says how many");
    play(Long.getLong("accrete.expressions.seed", CASES + 1), cases);
  }

  private void play(long first, int cases) {
    List<String> different = new ArrayList<>();
    int compared = 0;
    try (Database duckdb = DuckDbDatabase.inMemory();
        Database postgres = PostgresServer.fresh();
        Session one = duckdb.session("expressions", StatementListener.NONE);
        Session other = postgres.session("expressions", StatementListener.NONE)) {
      for (long seed = first; seed < first + cases; seed++) {
        random = new Random(seed * 1_000_003);
        // Every fourth is one of groups, and every fourth one over a subquery's column.
        boolean grouped = seed % 4 == 0;
        leaves = grouped ? "_of_group" : "0";
        inner = "";
        String from = grouped ? "q GROUP BY r % 2 ORDER BY r % 2" : "q ORDER BY r";
        if (seed % 4 == 1) {
          String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
          from = "(SELECT q.*, " + made(symbol) + " AS x FROM q) AS p ORDER BY r";
          inner = symbol;
        }
        String expression = made(SYMBOLS.get(random.nextInt(SYMBOLS.size())));
        Optional<List<String>> here = answer(one, "duckdb", expression, from);
        Optional<List<String>> there = answer(other, "postgres", expression, from);
        if (here.isPresent() && there.isPresent()) {
          compared++;
          if (!here.equals(there)) {
            different.add(
                "seed %d, %s of %s: %s on DuckDB, %s on PostgreSQL"
                    .formatted(seed, expression, from, here.get(), there.get()));
          }
        }
      }
    }
    System.out.printf("Random expressions: %d of %d compared%n", compared, cases);
    assertThat(different).isEmpty();
    assertThat(compared).isGreaterThan(cases * 8 / 10);
  }

  /** At the leaves stand columns and constants. */
  private String made(String symbol) {
    return expressions.made(
        symbol,
        DEPTH,
        random,
        s -> s.equals(inner) && random.nextInt(3) > 0 ? "x" : expressions.one(s + leaves, random));
  }

  /** What an engine says of each row; empty where the expression has no equal, or is an error. */
  private static Optional<List<String>> answer(
      Session session, String to, String expression, String from) {
    Checked<Optional<String>> translated =
        Transpilation.transpile(
            new SourceFile("q.sql", ROWS.formatted(expression, from)), "redshift", to);
    if (translated.hasErrors()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          session.query("ask", translated.value().orElseThrow(), row -> Shown.of(row, 1)));
    } catch (EngineException e) {
      return Optional.empty();
    }
  }
}
