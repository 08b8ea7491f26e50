package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import org.junit.jupiter.api.Test;

/** What random queries found: clauses of Redshift's that the engines took for something else. */
class TranslatedQueriesTest {
  /** The rows are taken after they are sorted, also behind WITH. */
  @Test
  void topComesAfterOrder() {
    on("SELECT TOP 2 id FROM orders WHERE k = 1 ORDER BY id DESC", "2 1");
    on("SELECT TOP 2 id FROM orders ORDER BY id ASC", "1 2");
    on("SELECT TOP 1 id FROM events ORDER BY (id) DESC NULLS LAST", "8");
    on("WITH w AS (SELECT id FROM orders) SELECT TOP 1 id FROM w ORDER BY id DESC", "6");
    on(
        "WITH w AS (SELECT id FROM orders) SELECT TOP 2 w.id FROM w JOIN places ON 1 = 1"
            + " WHERE places.k = 1 ORDER BY w.id ASC",
        "1 2");
  }

  /** A sum of DECIMAL(10, 2) is a DECIMAL(38, 2), which 7.1250 is not rounded for. */
  @Test
  void decimalsKeepTheirDigitsBesideSums() {
    String sum = "(SELECT SUM(n) FROM orders WHERE id = 2)";
    on(
        "SELECT m FROM places WHERE k IS NULL UNION ALL SELECT SUM(n) FROM orders WHERE id = 2"
            + " ORDER BY 1",
        "-3.5 7.125");
    on("SELECT GREATEST(m, x) FROM places, " + sums() + " WHERE k IS NULL", "7.125");
    on(
        "SELECT CASE WHEN k IS NULL THEN m ELSE " + sum + " END FROM places WHERE k IS NULL",
        "7.125");
    on(
        "SELECT COALESCE(SUM(n), m) FROM places LEFT JOIN orders ON id = 99 WHERE places.k IS NULL"
            + " GROUP BY m",
        "7.125");
    on("SELECT DECODE(k, 1, x, m) FROM places, " + sums() + " WHERE k IS NULL", "7.125");
    on(
        "SELECT MAX(v) FROM (SELECT m AS v FROM places EXCEPT SELECT MOD(SUM(n), 3) FROM orders) AS"
            + " q",
        "7.125");
    on(
        "SELECT COUNT(*) FROM places WHERE m IN (SELECT SUM(n) + 7.08 FROM orders WHERE id = 3)",
        "0");
    on(
        "SELECT COUNT(*) FROM places WHERE m IN (SELECT SUM(n) + 7.075 FROM orders WHERE id = 3)",
        "1");
  }

  private static String sums() {
    return "(SELECT SUM(n) AS x FROM orders WHERE id = 2) AS q";
  }

  @Test
  void namesInParenthesesAreNames() {
    on(
        "SELECT k AS lateral, NVL((lateral), 0) + ((lateral)) AS glob FROM places WHERE k = 4",
        "4:8");
    on("SELECT (\"Order\") + 1 FROM (SELECT k AS \"Order\" FROM places WHERE k = 4) AS q", "5");
    on("SELECT id AS window, COUNT(*) FROM events GROUP BY id HAVING (window) = 1", "1:2");
  }

  @Test
  void nullsAreRespectedWhereverThatIsSaid() {
    String over = "OVER (ORDER BY k NULLS FIRST, u)";
    String last = " FROM places) AS q WHERE k = 1";
    on("SELECT v FROM (SELECT k, LAG(k, 1) RESPECT NULLS " + over + " AS v" + last, "null");
    on("SELECT v FROM (SELECT k, LEAD(u) RESPECT NULLS " + over + " AS v" + last, "");
    on("SELECT v FROM (SELECT k, FIRST_VALUE(k RESPECT NULLS) " + over + " AS v" + last, "null");
  }

  @Test
  void aliasesOfSubqueriesAreRead() {
    on(
        "SELECT (SELECT MAX(id) FROM events) AS latest, latest + 1 AS next, next * 2 AS twice"
            + " FROM places WHERE k = 1",
        "8:9:18");
    on(
        "SELECT k, (SELECT COUNT(*) FROM orders WHERE orders.k = places.k) AS n FROM places WHERE n"
            + " = 3 AND u <> ''",
        "2:3");
  }

  /** DuckDB turned the columns of both. */
  @Test
  void whatIsTurnedStandsBehindAJoin() {
    on(
        "SELECT p.u, q.what, q.worth FROM places p CROSS JOIN (SELECT 1 AS a, 2 AS b)"
            + " UNPIVOT (worth FOR what IN (a, b)) AS q WHERE p.k = 1 ORDER BY 3",
        "a:a:1 a:b:2");
    on(
        "SELECT e.id, q.a, q.b FROM events e JOIN (SELECT k, s, i FROM orders WHERE k = 1)"
            + " PIVOT (SUM(i) FOR s IN ('a', 'b')) AS q ON e.k = q.k",
        "1:3:-4");
  }

  /** The page of PIVOT counts the rows without a quality beside those of 1 and 2. */
  @Test
  void nullIsOneOfTheValuesOfPivot() {
    String rows = "SELECT * FROM (SELECT k, i FROM orders WHERE s IS NOT NULL) PIVOT ";
    on(rows + "(COUNT(*) FOR k IN (1, 2, NULL)) ORDER BY i", "-4:1:0:0 0:0:1:0 3:1:0:1 7:0:2:0");
    on(rows + "(COUNT(*) AS n FOR k IN (1 AS one, NULL AS none)) WHERE none_n > 0", "3:1:1");
    on("SELECT q.\"null\" FROM (" + rows + "(COUNT(*) FOR k IN (NULL))) AS q WHERE i = 3", "1");
  }

  /** On PostgreSQL the condition of QUALIFY is a column before the others. */
  @Test
  void numbersOfColumnsAreThoseOfTheList() {
    String largest = " QUALIFY ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, k) = 1";
    on("SELECT k, COUNT(*) AS n FROM orders GROUP BY 1" + largest, "2:3");
    on("SELECT k, id, COUNT(*) AS n FROM orders GROUP BY 1, 2" + largest, "2:6:2");
    on("SELECT DISTINCT k, COUNT(*) AS n FROM orders GROUP BY ALL" + largest, "2:3");
  }

  @Test
  void aColumnMayBeMadeOfItsNamesake() {
    on(
        "SELECT x / 2 FROM (SELECT NVL(x, x) AS x FROM (SELECT k AS x FROM places WHERE k = 4) AS"
            + " a) AS b",
        "2");
  }

  /** DuckDB took {@code id} for the orders' one. */
  @Test
  void qualifyReadsItsOwnAliases() {
    String inner = "(SELECT k, RANK() OVER (ORDER BY k) AS id FROM places QUALIFY id = 1) AS q";
    on("SELECT q.k, q.id FROM orders JOIN " + inner + " ON TRUE WHERE orders.id = 5", "1:1");
    on(
        "SELECT id FROM orders WHERE EXISTS (SELECT k AS id FROM places QUALIFY SUM(id) OVER () ="
            + " 9) AND k = 3",
        "5");
    on("SELECT k AS id FROM places QUALIFY ROW_NUMBER() OVER (ORDER BY id, u) = 4", "4");
  }

  /** PostgreSQL groups by one column, DuckDB by two. */
  @Test
  void aColumnByTwoNamesIsNotGroupedBySetsOnDuckDb() {
    String query = "SELECT %s, COUNT(*) FROM places GROUP BY ROLLUP (%s)";
    assertThat(QueryTables.translated(query.formatted("k", "k, places.k"), "duckdb").hasErrors())
        .isTrue();
    assertThat(QueryTables.translated(query.formatted("k", "k, places.k"), "postgres").hasErrors())
        .isFalse();
    assertThat(
            QueryTables.translated(query.formatted("k", "places.k, places.u"), "duckdb")
                .hasErrors())
        .isFalse();
  }

  private static void on(String redshift, String rows) {
    try (Database duckdb = DuckDbDatabase.inMemory();
        Database postgres = PostgresServer.fresh();
        Session first = duckdb.session("test", StatementListener.NONE);
        Session second = postgres.session("test", StatementListener.NONE)) {
      int columns = (int) rows.replaceFirst(" .*", "").chars().filter(c -> c == ':').count() + 1;
      assertThat(answer(first, "duckdb", redshift, columns)).isEqualTo(rows);
      assertThat(answer(second, "postgres", redshift, columns)).isEqualTo(rows);
    }
  }

  private static String answer(Session session, String to, String redshift, int columns) {
    QueryTables.create(session);
    assertThat(QueryTables.parses(redshift)).isTrue();
    Checked<RenderedText> translated = QueryTables.translated(redshift, to);
    assertThat(translated.diagnostics()).noneMatch(d -> d.isError());
    return String.join(
        " ",
        session.query(
            "ask", translated.value().text(), row -> String.join(":", Shown.of(row, 1, columns))));
  }
}
