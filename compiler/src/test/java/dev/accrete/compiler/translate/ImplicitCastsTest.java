package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.TranslatorTest.duckdb;
import static dev.accrete.compiler.translate.TranslatorTest.translated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What Redshift converts by itself; {@code docs/dialects.md} shows it on the engines. */
class ImplicitCastsTest {
  @Test
  void valuesBecomeTextsWhereTextsAreWanted() {
    assertThat(duckdb("SELECT UPPER(n), LEFT(t, 10), a LIKE '1%', n LIKE '1%' FROM x"))
        .isEqualTo(
            "SELECT UPPER(CAST(n AS VARCHAR)) AS upper, LEFT(CAST(t AS VARCHAR), 10) AS left, a LIKE '1%', CAST(n AS VARCHAR) LIKE '1%' FROM x");
    assertThat(duckdb("SELECT TRIM(LEFT(GETDATE(), (1 + 9))) AS d FROM x"))
        .isEqualTo(
            "SELECT TRIM(BOTH ' ' FROM LEFT(CAST(GETDATE() AS VARCHAR), (1 + 9))) AS d FROM x");
  }

  @Test
  void textsAreComparedAsTexts() {
    assertThat(duckdb("SELECT v::text = 5, v::text IN (1, '2'), '7' = 7, 5 < LEFT(v, 1) FROM x"))
        .isEqualTo(
            "SELECT v::text = CAST(5 AS VARCHAR), v::text IN (CAST(1 AS VARCHAR), '2'), '7' = 7,"
                + " CAST(5 AS VARCHAR) < LEFT(v, 1) FROM x");
    assertThat(
            translated("redshift", "duckdb", "SELECT LEFT(v, 3) = n, LEFT(v, 3) < t FROM x")
                .diagnostics())
        .extracting(d -> d.message() + ": " + d.hint())
        .containsExactly(
            "the comparison of a text with n, a decimal number, has no equal in duckdb: cast one of the two to the other's type",
            "the comparison of a text with t, a timestamp, has no equal in duckdb: cast one of the two to the other's type");
  }

  @Test
  void wholeNumbersAreConditions() {
    String sql = "SELECT CASE WHEN STRPOS(v, 'x') AND NOT LEN(v) THEN 1 END AS a FROM x";
    assertThat(TranslatorTest.text("redshift", "postgres", sql))
        .isEqualTo(
            "SELECT CASE WHEN ((STRPOS(v, 'x')) <> 0) AND NOT ((LENGTH(v)) <> 0) THEN 1 END AS a FROM x");
    assertThat(duckdb(sql)).contains("CASE WHEN STRPOS(v, 'x') AND NOT LEN(v) THEN");
  }

  @Test
  void onlyWholeNumbersAreComparedWithZero() {
    String sql =
        "SELECT x.a FROM x JOIN y ON LEN(y.v) /* or none */ WHERE b AND f(v) OR LEN(v) > 1 HAVING LEN(MAX(v))";
    assertThat(TranslatorTest.text("redshift", "postgres", sql))
        .isEqualTo(
            "SELECT x.a FROM x JOIN y ON ((LENGTH(y.v)) <> 0) /* or none */ WHERE b AND f(v) OR LENGTH(v) > 1"
                + " HAVING ((LENGTH(MAX(v))) <> 0)");
  }

  @Test
  void theTextOfAMedianHasNoEqualHoweverItIsSorted() {
    for (String key : List.of("d", "d DESC", "d NULLS LAST", "d DESC NULLS FIRST")) {
      String sql =
          "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %s)::varchar AS a".formatted(key)
              + " FROM (SELECT 1.5::decimal(8, 2) AS d) AS x";
      assertThat(translated("redshift", "duckdb", sql).diagnostics())
          .as(key)
          .singleElement()
          .satisfies(d -> assertThat(d.message()).startsWith("the text of a quotient or average"));
    }
  }

  @Test
  void sumsThatOthersLackHaveNoEqual() {
    assertThat(
            translated(
                    "redshift",
                    "duckdb",
                    "SELECT v::text + 'a', SUM(t - t), (t - t) / 2, (t, t) OVERLAPS (t, t) FROM x")
                .diagnostics())
        .extracting(d -> d.message() + ": " + d.hint())
        .containsExactlyInAnyOrder(
            "a sum of texts has no equal in duckdb: write ||",
            "a sum of intervals has no equal in duckdb: add up EXTRACT(epoch FROM …)",
            "the quotient of an interval has no equal in duckdb: divide EXTRACT(epoch FROM …) instead",
            "OVERLAPS has no equal in duckdb: null");
  }

  @Test
  void aggregatesOfNumbersTakeNoTexts() {
    String sql = "SELECT SUM(v::text), AVG(a || 'x'), MIN(v::text), SUM(v::int) FROM x";
    for (String engine : List.of("duckdb", "postgres")) {
      assertThat(translated("redshift", engine, sql).diagnostics())
          .extracting(d -> d.message() + ": " + d.hint())
          .containsExactly(
              "SUM of a text has no equal in %s: cast it: SUM(CAST(… AS DECIMAL(18, 2)))"
                  .formatted(engine),
              "AVG of a text has no equal in %s: cast it: AVG(CAST(… AS DECIMAL(18, 2)))"
                  .formatted(engine));
    }
  }

  @Test
  void numbersInQuotesAreNumbersWhereOneIsWanted() {
    assertThat(duckdb("SELECT DATEADD(day, '-1', t) AS d FROM x")).contains("((-1)) * INTERVAL");
    assertThat(
            translated("redshift", "postgres", "SELECT DATEADD(day, '1.5', t) FROM x")
                .diagnostics())
        .extracting(d -> d.message())
        .containsExactly("DATEADD of a text that is no whole number has no equal in postgres");
  }
}
