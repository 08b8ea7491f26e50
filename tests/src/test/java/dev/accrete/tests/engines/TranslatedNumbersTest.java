package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of Redshift models whose columns are declared: the same ones on both engines. */
class TranslatedNumbersTest {
  private static final Map<String, String> TARGETS =
      Map.of(
          "duckdb",
          "{engine: duckdb, path: target/dev.duckdb}",
          "postgres",
          "{engine: postgres, url: 'jdbc:postgresql://localhost:1/x', user: postgres}");

  private static final String SOURCES =
      """
      sources:
        - name: ads.days
          loaded_at: etl
          columns:
            channel: varchar(20)
            clicks: integer
            views: bigint
            cost: decimal(10,2)
            score: double precision
            weight: real
            seen: timestamp
            etl: timestamp
      """;

  private static Warehouse warehouse(String engine, String model) {
    Warehouse warehouse =
        Warehouse.over(
            engine.equals("duckdb") ? DuckDbDatabase.inMemory() : PostgresServer.fresh(),
            Map.of(
                "accrete.yml",
                "name: ads\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n  dev: "
                    + TARGETS.get(engine)
                    + "\n",
                "models/sources.yml",
                SOURCES,
                "models/m.sql",
                model));
    warehouse.execute("CREATE SCHEMA ads");
    warehouse.execute(
        "CREATE TABLE ads.days (channel VARCHAR(20), clicks INTEGER, views BIGINT,"
            + " cost DECIMAL(10,2), score DOUBLE PRECISION, weight REAL, seen TIMESTAMP, etl TIMESTAMP)");
    return warehouse;
  }

  private static void run(Warehouse warehouse) {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).as("%s", outcome).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, "a run");
  }

  /** What a column of the model holds after two loads, one row after the other. */
  private static void assertGives(String engine, String expression, String expected) {
    assertModel(
        engine,
        "SELECT channel, %s AS v FROM ${ref('ads.days')} GROUP BY channel",
        expression,
        expected);
  }

  /** The same for an expression over a window, of the later row. */
  private static void assertGivesLast(String engine, String expression, String expected) {
    assertModel(
        engine,
        "SELECT channel, v FROM (SELECT channel, views, %s AS v FROM ${ref('ads.days')}) AS w WHERE views = 2",
        expression,
        expected);
  }

  private static void assertModel(String engine, String model, String expression, String expected) {
    try (Warehouse warehouse = warehouse(engine, model.formatted(expression))) {
      warehouse.execute(
          "INSERT INTO ads.days VALUES ('a', 3, 1, NULL, 2.5, 0.1, TIMESTAMP '2026-01-01 10:00:00', TIMESTAMP '2026-02-01')");
      run(warehouse);
      warehouse.execute(
          "INSERT INTO ads.days VALUES ('a', 2, 2, NULL, 2.5, 0.1, TIMESTAMP '2026-01-01 10:00:00', TIMESTAMP '2026-02-02')");
      run(warehouse);
      assertThat(warehouse.texts("SELECT CAST(v AS VARCHAR(40)) FROM derived.m"))
          .as(expression)
          .containsExactly(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void numbersAndNamesAreWrittenForPeople(String engine) {
    assertGives(engine, "TO_CHAR(SUM(clicks) * 1000, '99,990')", "  5,000");
    assertGives(engine, "TO_CHAR(SUM(NVL(cost, 0)) - 7, 'FM990.00MI')", "7.00-");
    assertGives(engine, "INITCAP(channel || '-bC d')", "A-Bc D");
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void constantsInQuotesAreWhatOtherBranchesHave(String engine) {
    assertModel(
        engine,
        "SELECT channel, CAST(MAX(%s) AS VARCHAR(20)) AS v FROM ("
            + "SELECT *, clicks * 4 AS n FROM ${ref('ads.days')}"
            + " UNION ALL SELECT channel, '9', '9', cost, '0.1', weight, '2026-1-9', etl, '9' FROM ${ref('ads.days')}"
            + ") AS u GROUP BY channel",
        "n",
        "12");
    assertModel(
        engine,
        "SELECT channel, COUNT(DISTINCT %s) AS v FROM (SELECT channel, weight AS w FROM ${ref('ads.days')}"
            + " UNION ALL SELECT channel, '0.1' FROM ${ref('ads.days')}) AS u GROUP BY channel",
        "w",
        "1");
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void sumsOfBigintsAreDividedAsDecimals(String engine) {
    assertGives(engine, "CAST(SUM(views) / COUNT(*) AS DECIMAL(9, 3))", "1.500");
    assertGives(engine, "CAST(SUM(clicks) * 9 / SUM(views * 4) AS DECIMAL(9, 3))", "3.750");
    assertGives(engine, "CAST(NVL(SUM(views), 0) / 2 AS DECIMAL(9, 3))", "1.500");
    assertGives(engine, "CAST(SUM(views * 1.5) / 4 AS DECIMAL(9, 3))", "1.125");
    assertGives(engine, "CAST(COUNT(*) / (2 * SUM(COUNT(*)) OVER ()) AS DECIMAL(9, 3))", "0.500");
    assertGives(engine, "CAST(SUM(clicks) * 100 / SUM(views) AS DECIMAL(9, 3))", "166.667");
    // Those of smaller integers are BIGINTs.
    assertGives(engine, "CAST(SUM(clicks) / COUNT(*) AS DECIMAL(9, 3))", "2.000");
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void textsOfNumbersAreThoseOfRedshift(String engine) {
    assertGives(engine, "SUM(score)::VARCHAR", "5");
    assertGives(engine, "'n' || MAX(score * 2)", "n5");
    assertGives(engine, "LEFT(SUM(score), 3)", "5");
    assertGives(engine, "NVL(SUM(cost), 0)::VARCHAR", "0.00");
    assertGives(engine, "'n' || SUM(CASE WHEN clicks > 0 THEN 0 ELSE cost END)", "n0.00");
    assertGives(engine, "'n' || FLOOR(SUM(clicks) / 2)", "n2");
    assertModel(
        engine,
        "SELECT channel, MAX(%s::VARCHAR) AS v FROM (SELECT channel, NVL(cost, 1) AS c FROM ${ref('ads.days')}"
            + " UNION ALL SELECT channel, clicks FROM ${ref('ads.days')}) AS u GROUP BY channel",
        "c",
        "3.00");
    assertGives(engine, "LISTAGG(DISTINCT (score * 2)::VARCHAR, ',')", "5");
  }

  /** As Looker sums what a join repeats: of a floating number the last digits would be lost. */
  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void numbersWithExponentsAreDecimals(String engine) {
    String key = "STRTOL(LEFT(MD5(channel || views), 15), 16)::DECIMAL(38, 0) * 1.0e8";
    assertGives(
        engine,
        "(SUM(DISTINCT clicks::DECIMAL(38, 0) + " + key + ") - SUM(DISTINCT " + key + "))::INTEGER",
        "5");
    assertGives(engine, "ROUND(MAX(views) * 1.25e-1, 2)", "0.25");
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void numbersAreRoundedAlike(String engine) {
    assertGives(engine, "ROUND(MAX(score))::INTEGER", "3");
    assertGives(engine, "ROUND(-MAX(score), 0)::INTEGER", "-3");
    assertGives(engine, "ROUND(MAX(score) * 0 + 1.005::FLOAT, 2)::DECIMAL(9, 4)", "1.0000");
    assertGives(engine, "ROUND(MAX(score) * 100, -2)::DECIMAL(9, 4)", "300.0000");
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void singlesBesideOtherNumbersAreDoubles(String engine) {
    assertGives(engine, "BOOL_OR(weight = 0.1)", "false");
    assertGives(engine, "BOOL_OR(weight IN (0.1))", "false");
    assertGives(engine, "BOOL_OR(weight IN (0.1, 5))", "false");
    assertGives(engine, "BOOL_AND(weight NOT IN (0.1, 5))", "true");
    assertGives(engine, "BOOL_AND(weight IN (weight, NULL))", "true");
    assertGives(engine, "SUM(weight) = 0.2", "false");
    assertGives(engine, "MAX(weight) + 1 = 1.1", "false");
  }

  /** PostgreSQL casts them to INTEGER alone. */
  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void booleansAreNumbersOfEachKind(String engine) {
    assertGives(engine, "SUM((clicks > 2)::BIGINT)", "1");
    assertGives(engine, "SUM(CAST(clicks > 1 AND views > 0 AS SMALLINT))", "2");
    assertGives(engine, "SUM(INT8(clicks IS NOT NULL))", "2");
    assertGives(engine, "MAX(NVL(clicks IN (2, 3), FALSE)::INT2)", "1");
    assertGives(engine, "BOOL_AND(clicks > 2)::INT8", "0");
    assertGives(engine, "SUM((NOT channel LIKE 'x%')::INT)", "2");
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void daysAreTakenFromTimestamps(String engine) {
    assertGives(engine, "TO_CHAR(MAX(seen) - 1, 'DD HH24')", "31 10");
    assertGives(engine, "TO_CHAR(MAX(seen) + MAX(clicks), 'DD HH24')", "04 10");
    assertGives(engine, "MAX(CASE WHEN seen > GETDATE() - 36500 THEN 1 END)", "1");
    assertGives(engine, "MAX(CASE WHEN seen > SYSDATE - 36500 THEN 1 END)", "1");
    assertGives(engine, "MAX(clicks) + '2'", "5");
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void whatLiesBetweenTwoDecimalsHasItsDigits(String engine) {
    assertGives(engine, "CAST(MEDIAN(clicks * 0.01) AS DECIMAL(9, 4))", "0.0250");
    String half = "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY clicks * 0.01 DESC)";
    assertGives(engine, "CAST(" + half + " AS DECIMAL(9, 4))", "0.0250");
    assertGivesLast(
        engine, "CAST(" + half + " OVER (PARTITION BY channel) AS DECIMAL(9, 4))", "0.0250");
    assertGivesLast(
        engine,
        "CAST(MEDIAN(clicks * 0.01) OVER (PARTITION BY channel) AS DECIMAL(9, 4))",
        "0.0250");
  }

  @ParameterizedTest
  @CsvSource({"duckdb", "postgres"})
  void percentilesOverWindowsSkipNulls(String engine) {
    assertGivesLast(engine, "CAST(MEDIAN(NULLIF(clicks, 3)) OVER () AS INTEGER)", "2");
    String share = "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY clicks)";
    assertGivesLast(engine, share + " OVER (PARTITION BY channel)", "2");
    assertGivesLast(
        engine, "COALESCE(CAST(ROUND(MEDIAN(cost) OVER (), 2) AS VARCHAR(9)), 'none')", "none");
    assertGivesLast(
        engine,
        "FIRST_VALUE(NULLIF(clicks, 2)) IGNORE NULLS OVER (PARTITION BY channel ORDER BY views DESC"
            + " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
        "3");
  }
}
