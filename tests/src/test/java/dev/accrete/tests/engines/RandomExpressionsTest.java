package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.compiler.Transpilation;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Row;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final List<String> SYMBOLS = List.of("I", "N", "F", "S", "B", "D", "T");
  private static final Path FORMS = Path.of("src/test/resources/queries/redshift-expressions.txt");
  private static final Pattern SYMBOL = Pattern.compile("<([A-Za-z_]{1,20})>");

  /** Numbers are compared to as many digits as both engines give of floating ones. */
  private static final MathContext DIGITS = new MathContext(12);

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

  private final Map<String, List<String>> forms = new HashMap<>();
  private Random random = new Random(0);
  private String leaves = "0";

  /** The symbol of what a subquery calls x; empty where there is none. */
  private String inner = "";

  @Test
  void giveTheSameOnBothEngines() throws IOException {
    play(1, CASES);
  }

  @Test
  void giveTheSameAsManyAsTold() throws IOException {
    int cases = Integer.getInteger("accrete.expressions", 0);
    assumeTrue(cases > 0, "-Daccrete.expressions says how many");
    play(Long.getLong("accrete.expressions.seed", CASES + 1), cases);
  }

  private void play(long first, int cases) throws IOException {
    for (String line : Files.readAllLines(FORMS)) {
      int blank = line.indexOf(' ');
      if (!line.isBlank() && !line.startsWith("#")) {
        String symbol = blank < 0 ? line : line.substring(0, blank);
        forms
            .computeIfAbsent(symbol, s -> new ArrayList<>())
            .add(blank < 0 ? "" : line.substring(blank + 1));
      }
    }
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
          from = "(SELECT q.*, " + made(symbol, DEPTH) + " AS x FROM q) AS p ORDER BY r";
          inner = symbol;
        }
        String expression = made(SYMBOLS.get(random.nextInt(SYMBOLS.size())), DEPTH);
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

  /** An expression of a symbol; at its leaves stand columns and constants. */
  private String made(String symbol, int depth) {
    boolean leaf = symbol.length() == 1 && (depth == 0 || random.nextInt(4) == 0);
    if (leaf && symbol.equals(inner) && random.nextInt(3) > 0) {
      return "x";
    }
    List<String> all = forms.get(leaf ? symbol + leaves : symbol);
    String form = all.get(random.nextInt(all.size()));
    Matcher parts = SYMBOL.matcher(form);
    StringBuilder made = new StringBuilder();
    int at = 0;
    while (parts.find()) {
      String part = parts.group(1);
      if (forms.containsKey(part)) {
        String value = made(part, Math.max(0, depth - 1));
        made.append(form, at, parts.start()).append(part.length() == 1 ? "(" + value + ")" : value);
        at = parts.end();
      }
    }
    return made.append(form.substring(at)).toString();
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
          session.query("ask", translated.value().orElseThrow(), RandomExpressionsTest::shown));
    } catch (EngineException e) {
      return Optional.empty();
    }
  }

  private static String shown(Row row) {
    Object value = row.value(1);
    if (value instanceof Number) {
      BigDecimal number = new BigDecimal(value.toString()).round(DIGITS).stripTrailingZeros();
      return number.signum() == 0 ? "0" : number.toPlainString();
    }
    return value instanceof java.util.Date
        ? String.valueOf(row.textOrNull(1)).replaceFirst("[.]0+$", "")
        : String.valueOf(value);
  }
}
