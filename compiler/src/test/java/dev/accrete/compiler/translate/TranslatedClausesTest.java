package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.TranslatorTest.duckdb;
import static dev.accrete.compiler.translate.TranslatorTest.text;
import static dev.accrete.compiler.translate.TranslatorTest.translated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clauses that an engine lacks, and what is said where it has no equal of them. */
class TranslatedClausesTest {
  @Test
  void aPivotIsAGroupingOnPostgres() {
    assertThat(
            text(
                "redshift",
                "postgres",
                "SELECT * FROM (SELECT k, s, NVL(n, 1) AS v FROM t) PIVOT (SUM(v) FOR s IN ('a', 'B' AS b)) AS p"))
        .isEqualTo(
            "SELECT * FROM (SELECT \"k\", SUM(v) FILTER (WHERE s = 'a') AS \"a\","
                + " SUM(v) FILTER (WHERE s = 'B') AS \"b\" FROM (SELECT k, s, COALESCE(n, 1) AS v FROM t)"
                + " AS pivoted GROUP BY \"k\") AS p");
    assertThat(
            text(
                "redshift",
                "postgres",
                "WITH x AS (SELECT k, a, b FROM t) SELECT * FROM x UNPIVOT (v FOR c IN (a, b))"))
        .isEqualTo(
            "WITH x AS (SELECT k, a, b FROM t) SELECT * FROM (SELECT pivoted.\"k\", listed.\"c\","
                + " listed.\"v\" FROM x AS pivoted CROSS JOIN LATERAL (VALUES ('a', pivoted.\"a\"),"
                + " ('b', pivoted.\"b\")) AS listed (\"c\", \"v\") WHERE listed.\"v\" IS NOT NULL) AS pivoted");
    assertThat(
            text(
                "redshift",
                "postgres",
                "SELECT * FROM (SELECT k, s, v FROM t) AS o PIVOT (SUM(o.v) FOR s IN ('a')) AS p"))
        .isEqualTo(
            "SELECT * FROM (SELECT \"k\", SUM(o.v) FILTER (WHERE s = 'a') AS \"a\""
                + " FROM (SELECT k, s, v FROM t) AS o GROUP BY \"k\") AS p");
    assertThat(
            text(
                "redshift",
                "postgres",
                "SELECT * FROM (SELECT a, b FROM t) o UNPIVOT (v FOR c IN (a, b))"))
        .isEqualTo(
            "SELECT * FROM (SELECT listed.\"c\", listed.\"v\" FROM (SELECT a, b FROM t) o CROSS JOIN"
                + " LATERAL (VALUES ('a', \"o\".\"a\"), ('b', \"o\".\"b\")) AS listed (\"c\", \"v\")"
                + " WHERE listed.\"v\" IS NOT NULL) AS \"o\"");
    for (String none :
        List.of(
            "SELECT * FROM (SELECT s.*, 1 AS n FROM s) PIVOT (SUM(n) FOR a IN ('x'))",
            "SELECT * FROM (SELECT a, n FROM s) PIVOT (SUM(n), MAX(n) FOR a IN ('x'))",
            "SELECT * FROM (SELECT a, n FROM s) PIVOT (SUM(n) FOR a IN (TRUE))",
            "SELECT * FROM (SELECT a, n FROM s) PIVOT (LISTAGG(n) FOR a IN ('x'))",
            "SELECT * FROM s UNPIVOT (v FOR c IN (a, b))")) {
      assertThat(translated("redshift", "postgres", none).diagnostics())
          .as(none)
          .isNotEmpty()
          .allMatch(d -> d.message().matches("(UN)?PIVOT (of|by) .*"));
    }
  }

  @Test
  void whatExcludeLeavesIsListedOnPostgres() {
    assertThat(
            text(
                "redshift",
                "postgres",
                "WITH x AS (SELECT a AS \"A\", b, 1 AS c FROM t) SELECT u.d, x.* EXCLUDE (b) FROM x, u"))
        .isEqualTo(
            "WITH x AS (SELECT a AS \"a\", b, 1 AS c FROM t) SELECT u.d, x.\"a\", x.\"c\" FROM x, u"
                .replace("x.\"", "\"x\".\""));
    for (String none :
        List.of(
            "SELECT * EXCLUDE (a) FROM t",
            "SELECT * EXCLUDE (a) FROM (SELECT a, b + 1 FROM t) AS s",
            "SELECT * EXCLUDE (z) FROM (SELECT a, b FROM t) AS s",
            "SELECT * EXCLUDE (a) FROM (SELECT a, b FROM t) AS s JOIN (SELECT a FROM t) AS u USING (a)")) {
      assertThat(translated("redshift", "postgres", none).diagnostics())
          .as(none)
          .extracting(Diagnostic::message)
          .containsExactly("EXCLUDE has no equal in postgres");
    }
  }

  @Test
  void excludeAtTheEndLeavesOutColumnsOfTheStar() {
    String sql = "SELECT s.*, a + 1 AS d EXCLUDE (b, \"C\") FROM (SELECT a, b, c FROM t) AS s";
    assertThat(duckdb(sql))
        .isEqualTo(
            "SELECT s.* EXCLUDE (\"b\", \"c\"), a + 1 AS d FROM (SELECT a, b, c FROM t) AS s");
    assertThat(text("redshift", "postgres", sql))
        .isEqualTo("SELECT \"s\".\"a\", a + 1 AS d FROM (SELECT a, b, c FROM t) AS s");
    // Without parentheses the second name is a column on DuckDB.
    assertThat(duckdb("SELECT * EXCLUDE a, b FROM t"))
        .isEqualTo("SELECT * EXCLUDE (\"a\", \"b\") FROM t");
    for (String none :
        List.of(
            "SELECT *, a + 1 AS d EXCLUDE d FROM t",
            "SELECT a AS b, c EXCLUDE a FROM t",
            "SELECT s.*, u.*, 1 AS d EXCLUDE a FROM t AS s JOIN t AS u ON TRUE")) {
      for (String to : List.of("duckdb", "postgres")) {
        assertThat(translated("redshift", to, none).diagnostics())
            .as(none)
            .anyMatch(d -> d.message().startsWith("EXCLUDE "));
      }
    }
  }

  /** The average of whole numbers is one on Redshift, of decimals and whole numbers a decimal. */
  @Test
  void theColumnsOfPivotsAndUnionsHaveKinds() {
    String pivot = "SELECT * FROM (SELECT 'a' AS s, 3 AS v) PIVOT (AVG(v) FOR s IN ('a')) AS p";
    assertThat(duckdb(pivot)).contains("CAST(TRUNC(AVG(v) FILTER (WHERE s = 'a')) AS BIGINT)");
    String union = "SELECT AVG(x) AS y FROM (SELECT 1 AS x UNION ALL SELECT %s) AS u";
    assertThat(duckdb(union.formatted("2.5"))).isEqualTo(union.formatted("2.5"));
    assertThat(duckdb(union.formatted("'2'"))).contains("CAST(TRUNC(AVG(x)) AS BIGINT)");
    // What a table's column of that name is says nothing of a pivot's.
    String named =
        "SELECT AVG(n) AS y FROM (SELECT 'n' AS s, t.v FROM (SELECT 1 AS v, 2.5 AS n) AS t)"
            + " PIVOT (SUM(v) FOR s IN ('n')) AS p";
    assertThat(translated("redshift", "duckdb", named).diagnostics())
        .extracting(Diagnostic::message)
        .singleElement()
        .asString()
        .startsWith("AVG of a value of unknown type");
  }

  @Test
  void clausesOfRedshiftAloneAreNamed() {
    for (String to : List.of("duckdb", "postgres")) {
      assertThat(
              translated("redshift", to, "SELECT a FROM t START WITH a = 1 CONNECT BY PRIOR a = b")
                  .diagnostics())
          .extracting(Diagnostic::message)
          .containsExactly("CONNECT BY has no equal in " + to);
      assertThat(
              translated("redshift", to, "SELECT k, v FROM t, UNPIVOT t.obj AS v AT k")
                  .diagnostics())
          .extracting(Diagnostic::message)
          .containsExactly("UNPIVOT of an object has no equal in " + to);
      assertThat(
              translated(
                      "redshift",
                      to,
                      "SELECT i, n FROM s u, u.a AS i AT n, u.b.c AS j AT o, u.d[0].e k, u.a AS l, i AS q AT r")
                  .diagnostics())
          .extracting(d -> d.span().location() + " " + d.message())
          .containsExactly(
              "q.sql:1:23 an array of FROM with the numbers of its values has no equal in " + to,
              "q.sql:1:38 an array of FROM with the numbers of its values has no equal in " + to,
              "q.sql:1:55 the array u.d[0].e of a SUPER value has no equal in " + to,
              "q.sql:1:67 the array u.a of a SUPER value has no equal in " + to,
              "q.sql:1:77 an array of FROM with the numbers of its values has no equal in " + to);
      assertThat(
              translated(
                      "redshift",
                      to,
                      "SELECT k, v FROM t, UNNEST(t.a) u(k), UNNEST(b) WITH OFFSET AS w(v, n), UNNEST(LIST_SORT(t.c)) AS x(l)")
                  .diagnostics())
          .extracting(d -> d.span().location() + " " + d.message())
          .containsExactly(
              "q.sql:1:21 UNNEST of a SUPER value has no equal in " + to,
              "q.sql:1:39 UNNEST of a SUPER value has no equal in " + to);
    }
  }

  /** In a SELECT list, PostgreSQL gives rows, DuckDB a list. */
  @Test
  void seriesAreReadInFrom() {
    String item = "SELECT GENERATE_SERIES(1, 3) AS n, a FROM t";
    for (List<String> pair :
        List.of(
            List.of("redshift", "duckdb"),
            List.of("postgres", "duckdb"),
            List.of("duckdb", "postgres"))) {
      assertThat(translated(pair.get(0), pair.get(1), item).diagnostics())
          .extracting(Diagnostic::message)
          .containsExactly("GENERATE_SERIES outside of FROM has no equal in " + pair.get(1));
    }
    assertThat(text("redshift", "postgres", item)).isEqualTo(item);
    String from = "SELECT n, a FROM t CROSS JOIN GENERATE_SERIES(1, 3) AS g (n)";
    assertThat(duckdb(from)).isEqualTo(from);
  }

  @Test
  void differencesByWeeksAreToldHowToWrite() {
    assertThat(
            translated("redshift", "duckdb", "SELECT DATEDIFF(w, a, b) AS c FROM t").diagnostics())
        .extracting(d -> d.message() + "; " + d.hint())
        .containsExactly(
            "DATEDIFF by weeks has no equal in duckdb; where they begin on Mondays, write"
                + " DATEDIFF(day, DATE_TRUNC('week', a), DATE_TRUNC('week', b)) / 7");
  }

  /** DuckDB finds fewer empty texts than the others do. */
  @Test
  void patternsThatAnEmptyTextMatchesHaveNoEqualOnDuckDb() {
    assertThat(
            translated(
                    "redshift",
                    "duckdb",
                    "SELECT REGEXP_COUNT(a, 'x*') AS b, REGEXP_REPLACE(a, '(x|)', '-') AS c,"
                        + " REGEXP_REPLACE(a, 'x*', '') AS d, REGEXP_REPLACE(a, '^x*', '-') AS e,"
                        + " REGEXP_COUNT(a, 'x+') AS f, TO_CHAR(g, 'BC') AS h FROM t")
                .diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(
            "REGEXP_COUNT of a pattern that an empty text matches, has no equal in duckdb",
            "REGEXP_REPLACE of a pattern that an empty text matches, has no equal in duckdb",
            "the pattern 'BC' of TO_CHAR has no equal in duckdb");
  }

  /** On PostgreSQL there is none of floating numbers, and numerics have other digits. */
  @Test
  void remaindersAreOfExactNumbersOnPostgres() {
    assertThat(
            translated(
                    "redshift", "postgres", "SELECT a::float % 7, MOD(2, b::float8), n % 2 FROM t")
                .diagnostics())
        .extracting(Diagnostic::message)
        .containsOnly("the remainder of a floating number has no equal in postgres")
        .hasSize(2);
    assertThat(duckdb("SELECT a::float % 7 AS r FROM t"))
        .isEqualTo("SELECT a::DOUBLE PRECISION % 7 AS r FROM t");
  }

  @Test
  void groupByAllBesideAnAliasOfAnAggregateIsTold() {
    assertThat(
            translated(
                    "redshift", "duckdb", "SELECT a, COUNT(*) AS n, n + 1 AS m FROM t GROUP BY ALL")
                .diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.message()).startsWith("GROUP BY ALL of a column that reads"));
  }

  @Test
  void postgresHasNoDistinctInWindows() {
    String sql = "SELECT COUNT(DISTINCT a) OVER (PARTITION BY b) AS n FROM t";
    assertThat(translated("redshift", "postgres", sql).diagnostics())
        .extracting(d -> d.message() + ": " + d.hint())
        .containsExactly(
            "COUNT(DISTINCT …) over a window has no equal in postgres: join a subquery with GROUP BY");
    assertThat(translated("redshift", "duckdb", sql).diagnostics()).isEmpty();
  }
}
