package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Random queries of Redshift give the same rows on DuckDB and PostgreSQL. What is translated for
 * both is also to run on both: an engine's no where the other one answers is counted as well.
 *
 * <p>The build tries some hundreds; {@code -Daccrete.queries=N} tries N others, {@code
 * -Daccrete.queries.seed=S} from a seed.
 */
class RandomQueriesTest {
  private static final int CASES = 400;

  /** Errors that come of the values: which engine meets which of them first is its own matter. */
  private static final Pattern OF_VALUES =
      Pattern.compile(
          "(?s).*(out of range|[Oo]verflow|division by zero|Conversion Error|Out of Range Error"
              + "|invalid input syntax).*");

  /**
   * What the engines say no to, and nobody is told a wrong answer by: operands that are whole
   * numbers on Redshift and others there, constants alone on both sides of a set operator, errors
   * inside DuckDB, and its limits.
   */
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?s).*(function \\S+\\(.*\\) does not exist|operator does not exist|No function"
              + " matches|types .* cannot be matched|INTERNAL Error|FATAL Error|must be INNER or"
              + " LEFT for a LATERAL|is ambiguous|as part of an expression in the GROUP BY).*");

  private final RandomExpressions expressions = new RandomExpressions();
  private final List<String> wrong = new ArrayList<>();
  private int compared;
  private int untranslated;
  private int refusedByBoth;
  private int refusedByOne;

  @Test
  void giveTheSameRowsOnBothEngines() {
    play(1, CASES);
  }

  @Test
  void giveTheSameRowsAsManyAsTold() {
    int cases = Integer.getInteger("accrete.queries", 0);
    assumeTrue(cases > 0, "-Daccrete.queries says how many");
    play(Long.getLong("accrete.queries.seed", CASES + 1), cases);
  }

  private void play(long first, int cases) {
    try (Database postgres = PostgresServer.fresh();
        Session other = postgres.session("queries", StatementListener.NONE)) {
      QueryTables.create(other);
      long seed = first;
      while (seed < first + cases) {
        seed = play(seed, first + cases, other);
      }
    }
    System.out.printf(
        "Random queries: %d of %d compared, %d without an equal, %d refused by both engines, %d by"
            + " one%n",
        compared, cases, untranslated, refusedByBoth, refusedByOne);
    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(cases * 3 / 4);
    assertThat(refusedByOne).isLessThan(cases / 25);
  }

  /** Plays queries until DuckDB has to be opened anew; the seed to go on with. */
  private long play(long first, long end, Session postgres) {
    try (Database duckdb = DuckDbDatabase.inMemory();
        Session one = duckdb.session("queries", StatementListener.NONE)) {
      QueryTables.create(one);
      for (long seed = first; seed < end; seed++) {
        Random random = new Random(seed * 1_000_003);
        RandomQueries.Query query = new RandomQueries(random, expressions).query();
        Answer here = answer(one, "duckdb", query);
        note(seed, query, here, answer(postgres, "postgres", query));
        if (here.said().contains("INTERNAL Error")) {
          return seed + 1; // after such an error it answers nothing any more
        }
      }
    }
    return end;
  }

  private void note(long seed, RandomQueries.Query query, Answer here, Answer there) {
    String shown =
        "seed %d, %s%n  DuckDB: %s%n  PostgreSQL: %s".formatted(seed, query.text(), here, there);
    if (here.is(Kind.CRASH) || there.is(Kind.CRASH)) {
      wrong.add(shown);
    } else if (here.is(Kind.NO_EQUAL) || there.is(Kind.NO_EQUAL)) {
      untranslated++;
    } else if (here.is(Kind.ROWS) && there.is(Kind.ROWS)) {
      compared++;
      if (!here.rows().equals(there.rows())) {
        wrong.add(shown);
      }
    } else if (here.is(Kind.REFUSED) && there.is(Kind.REFUSED)) {
      refusedByBoth++;
    } else if (here.is(Kind.REFUSED) || there.is(Kind.REFUSED)) {
      refusedByOne++;
      String said = here.is(Kind.REFUSED) ? here.said() : there.said();
      if (!KNOWN.matcher(said).matches()) {
        wrong.add(shown);
      }
    }
  }

  private enum Kind {
    ROWS,
    NO_EQUAL,
    VALUES,
    REFUSED,
    CRASH
  }

  /** What came of a query: its rows, or what was said instead. */
  private record Answer(Kind kind, String said, String sql, List<String> rows) {
    boolean is(Kind other) {
      return kind == other;
    }
  }

  private static Answer answer(Session session, String to, RandomQueries.Query query) {
    if (!QueryTables.parses(query.text())) {
      return new Answer(Kind.NO_EQUAL, "does not parse", "", List.of());
    }
    Checked<RenderedText> translated;
    try {
      translated = QueryTables.translated(query.text(), to);
    } catch (RuntimeException | StackOverflowError e) {
      return new Answer(Kind.CRASH, e.toString(), "", List.of());
    }
    if (translated.hasErrors()) {
      Diagnostic first =
          translated.diagnostics().stream().filter(Diagnostic::isError).findFirst().orElseThrow();
      return new Answer(Kind.NO_EQUAL, first.message(), "", List.of());
    }
    return ask(session, translated.value().text(), query);
  }

  private static Answer ask(Session session, String sql, RandomQueries.Query query) {
    try {
      int columns = query.columns().size();
      List<String> rows =
          new ArrayList<>(session.query("ask", sql, row -> Shown.of(row, 1, columns).toString()));
      if (!query.isOrdered()) {
        Collections.sort(rows);
      }
      return new Answer(Kind.ROWS, "", sql, rows);
    } catch (EngineException e) {
      String said = String.valueOf(e.getMessage());
      Kind kind = OF_VALUES.matcher(said).matches() ? Kind.VALUES : Kind.REFUSED;
      return new Answer(kind, said, sql, List.of());
    }
  }
}
