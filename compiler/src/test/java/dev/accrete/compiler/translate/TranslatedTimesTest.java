package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.TranslatorTest.duckdb;
import static dev.accrete.compiler.translate.TranslatorTest.text;
import static dev.accrete.compiler.translate.TranslatorTest.translated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Dates, times and intervals, their parts and zones. */
class TranslatedTimesTest {
  @Test
  void partsOfDatesHaveManyNames() {
    assertThat(duckdb("SELECT DATEADD(mon, 1, t), DATEDIFF('d', a, b) FROM x"))
        .isEqualTo(
            "SELECT (CAST(t AS TIMESTAMP) + (1) * INTERVAL '1 month') AS dateadd,"
                + " DATE_DIFF('day', CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP)) AS datediff FROM x");
  }

  @Test
  void whatIsNoPartOfADateIsTold() {
    assertThat(
            translated(
                    "redshift",
                    "duckdb",
                    "SELECT DATEDIFF(dya, a, b), DATE_TRUNC('foo', a), DATE_TRUNC('mon', a),"
                        + " EXTRACT(qtr FROM a), DATEADD(h, 1, a) FROM x")
                .diagnostics())
        .extracting(d -> d.message() + " " + d.hint())
        .containsExactly(
            "DATEDIFF by dya, which is no part of a date, has no equal in duckdb did you mean day?",
            "DATE_TRUNC by 'foo', which is no part of a date, has no equal in duckdb null");
  }

  /** DuckDB failed in runs, and PostgreSQL makes intervals of times. */
  @Test
  void intervalsAndTimesOfDayAreNoTimestamps() {
    String sql =
        "SELECT TO_CHAR(t - t, 'HH24:MI'), TO_CHAR(t::time, 'HH24'), DATE_TRUNC('hour', t::time) FROM t AS x";
    assertThat(translated("redshift", "duckdb", sql).diagnostics())
        .extracting(d -> d.message() + ": " + d.hint())
        .containsExactly(
            "TO_CHAR of an interval has no equal in duckdb: add it to a timestamp",
            "TO_CHAR of a time of day has no equal in duckdb: add it to a timestamp",
            "DATE_TRUNC of a time of day has no equal in duckdb: add it to a date");
    assertThat(translated("redshift", "postgres", sql).diagnostics()).hasSize(1);
  }

  /** A zone stays as it is written; DuckDB, which would not read the date before it, refuses. */
  @Test
  void zonesBehindConstantsStay() {
    String sql = "SELECT '1/31/2026 10:00 UTC'::timestamptz, '2026-01-31 10:00 UTC'::timestamptz";
    assertThat(text("redshift", "postgres", sql)).contains("'1/31/2026 10:00 UTC'");
    assertThat(translated("redshift", "duckdb", sql).diagnostics()).hasSize(1);
  }

  @Test
  void constantsOfTimesAreWrittenAsEachEngineReadsThem() {
    String sql =
        "SELECT t > '1/31/2026', d::date IN ('31-Jan-2026', 'x'), '02/30/2026'::date, v > '1/31/2026' FROM x";
    assertThat(text("redshift", "postgres", sql))
        .isEqualTo(
            "SELECT t > '2026-01-31', d::date IN ('2026-01-31', 'x'), '02/30/2026'::date, v > '1/31/2026' FROM x");
    for (String engine : List.of("duckdb", "postgres")) {
      assertThat(translated("redshift", engine, "SELECT t > '1/2/03' FROM x").diagnostics())
          .extracting(d -> d.message() + ": " + d.hint())
          .containsExactly(
              "the constant '1/2/03' has no equal in %s: write the year with four digits"
                  .formatted(engine));
    }
    // What comes first in another dialect's constants is a setting there.
    assertThat(translated("postgres", "duckdb", "SELECT '1/2/2003'::date FROM x").diagnostics())
        .hasSize(1);
  }

  @Test
  void aMonthOfADateHasNoZoneOnPostgres() {
    assertThat(
            translated(
                    "redshift",
                    "postgres",
                    "SELECT DATE_TRUNC('month', t), DATE_TRUNC('month', LAST_DAY(t)), DATE_TRUNC('day', d::date) FROM x")
                .value()
                .text())
        .contains("DATE_TRUNC('month', t),")
        .contains("DATE_TRUNC('day', CAST(d::date AS TIMESTAMP))")
        .contains("DATE_TRUNC('month', CAST(CAST(DATE_TRUNC('month',");
  }

  @Test
  void truncKnowsTimesByTheirColumns() {
    assertThat(duckdb("SELECT TRUNC(t), TRUNC(n), TRUNC(GETDATE()), TRUNC(unknown) FROM x"))
        .isEqualTo(
            "SELECT CAST(t AS DATE) AS trunc, TRUNC(n), CAST(GETDATE() AS DATE) AS trunc, TRUNC(unknown) FROM x");
  }

  @Test
  void abbreviationsOfZonesHaveNoDaylightSaving() {
    assertThat(duckdb("SELECT CONVERT_TIMEZONE('PST', a), b AT TIME ZONE 'Europe/Berlin' FROM t"))
        .isEqualTo(
            "SELECT ((CAST(a AS TIMESTAMP) AT TIME ZONE 'UTC') AT TIME ZONE 'Etc/GMT+8') AS convert_timezone,"
                + " b AT TIME ZONE 'Europe/Berlin' FROM t");
    assertThat(
            translated(
                    "redshift",
                    "postgres",
                    "SELECT a AT TIME ZONE 'IST', b AT TIME ZONE RANDOM()::text FROM t")
                .diagnostics())
        .hasSize(2);
  }

  /** PostgreSQL makes a time with a zone of both, which a cast to TIMESTAMP would take away. */
  @Test
  void aChoiceOfADateAndATimeWithAZoneIsNoDate() {
    String choice = "CASE WHEN a = 1 THEN d::date ELSE z::timestamptz END";
    String sql = "SELECT (" + choice + ") AT TIME ZONE 'Europe/Berlin' AS x FROM t";
    assertThat(translated("redshift", "postgres", sql).value().text()).isEqualTo(sql);
    assertThat(
            translated("redshift", "postgres", sql.replace("z::timestamptz", "NULL"))
                .value()
                .text())
        .contains("(CAST(CASE WHEN a = 1 THEN d::date ELSE NULL END AS TIMESTAMP)) AT TIME ZONE");
  }

  @Test
  void partsOfIntervalsAndOfTimesWithZones() {
    assertThat(
            text("redshift", "duckdb", "SELECT DATE_PART('day', a::timestamp - b::timestamp) AS d"))
        .isEqualTo("SELECT DATE_PART('day', a::timestamp - b::timestamp) AS d");
    assertThat(text("redshift", "postgres", "SELECT EXTRACT(hour FROM a::timestamptz) / 4 AS h"))
        .isEqualTo("SELECT CAST(EXTRACT(hour FROM a::timestamptz) AS DOUBLE PRECISION) / 4 AS h");
    assertThat(
            translated("redshift", "postgres", "SELECT * FROM s PIVOT (SUM(n) FOR a IN ('x', 'y'))")
                .diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.message()).startsWith("PIVOT of columns that are not listed"));
  }

  @Test
  void duckDbReadsDatesInOneForm() {
    for (String constant :
        List.of("DATE '080215'", "'20081301'::date", "'today'::date", "CAST('now' AS timestamp)")) {
      assertThat(translated("redshift", "duckdb", "SELECT " + constant).diagnostics())
          .as(constant)
          .singleElement()
          .satisfies(d -> assertThat(d.message()).contains("has no equal in duckdb"));
    }
    assertThat(duckdb("SELECT DATE 'June 1, 2008' AS a, '20080601 10:20'::timestamp AS b"))
        .isEqualTo("SELECT DATE '2008-06-01' AS a, '2008-06-01 10:20'::timestamp AS b");
    String known = "SELECT TIMESTAMP 'epoch', '2024-1-5'::date, DATE '2024-01-05', 'now' AS now";
    assertThat(translated("redshift", "duckdb", known).diagnostics()).isEmpty();
  }
}
