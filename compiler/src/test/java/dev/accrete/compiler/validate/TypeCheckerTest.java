package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.Texts;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.ModelValidator.Validated;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeCheckerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id|varchar",
        "country|varchar(2)",
        "seen|timestamp",
        "price|double precision",
        "price::text|varchar",
        "id::int8|bigint",
        "seen::date|date",
        "COUNT(*)|bigint",
        "id::timestamptz|timestamptz",
        "CASE WHEN id = 'x' THEN 'mobile' ELSE 'web' END|varchar(6)",
        "CASE WHEN id = 'x' THEN 'web' ELSE 'app' END|varchar(3)",
        "COALESCE('a', 'b')|varchar(1)",
        "f_geo(id)|any",
        "id::varchar(max)|varchar",
        "CURRENT_DATE|date",
        "SUM(id::int)|bigint",
        "SUM(id::bigint)|decimal(38, 0)",
        "SUM(id::real)|double precision",
        "AVG(id::smallint)|bigint",
        "AVG(id::decimal(5, 2))|decimal(38, 2)",
        "STDDEV(id::int)|double precision",
        "id::decimal(10, 2) + id::decimal(8, 4)|decimal(13, 4)",
        "id::decimal(10, 2) * id::decimal(8, 4)|decimal(19, 6)",
        "id::decimal(8, 2) / id::decimal(8, 2)|decimal(17, 9)",
        "id::decimal(5, 2) / 3|decimal(16, 13)",
        "DATEADD(day, 1, seen::date)|timestamp",
        "DATEADD(day, 1, seen::timestamptz)|timestamptz",
        "DATE_PART(day, seen)|double precision",
        "CONVERT_TIMEZONE('Asia/Tokyo', seen)|timestamp",
        "seen::date + INTERVAL '1 day'|timestamp",
        "seen::date - 1|date",
        "1 + seen::date|date",
        "seen::date - CURRENT_DATE|integer",
        "AVG(seen::date - CURRENT_DATE)|bigint",
        "(seen::date - CURRENT_DATE) / 7|integer",
        "seen - seen|interval",
        "NVL(seen, '2999-12-31')|timestamp",
        "COALESCE(price, '0')|double precision",
        "CASE WHEN id = 'a' THEN seen ELSE '2999-12-31' END|timestamp",
        "CASE WHEN id = 'a' THEN '0' WHEN id = 'b' THEN NULL ELSE price END|double precision",
        "seen::date + '10:00:00'::time|timestamp",
        "seen::date - '2026-01-01'|integer",
        "'2026-01-01' - seen|interval",
        "seen + INTERVAL '23:59:59'|timestamp",
        "DATEPART(hour, seen)|double precision",
        "NVL(id, '0')|varchar",
        "SYSDATE|timestamp",
        "DATEDIFF(minutes, seen, SYSDATE)|bigint",
        "DATE_TRUNC('day', seen)|timestamp",
        "DATE_TRUNC('day', seen::timestamptz)|timestamptz",
        "TO_CHAR(1, '9')|varchar",
        "SYSDATE - seen|interval",
        "seen::date - seen|interval",
        "seen - seen::timestamptz|interval",
        "EXTRACT(epoch FROM seen - seen)|bigint",
        "CASE WHEN id = 'a' THEN seen::date - 1 ELSE seen::date END|date"
      })
  void findsTypes(String expression, String type) {
    String sql =
        "SELECT "
            + expression
            + " AS x FROM {"
            + (expression.equals("country") ? "users" : "events")
            + "}";
    assertThat(validated(sql, Validation.STRICT).value().orElseThrow().columns().get(0).type())
        .isEqualTo(type);
  }

  /** What is in them nobody knows; that they are types does not cost the columns beside them. */
  @ParameterizedTest
  @ValueSource(strings = {"super", "geography", "hllsketch", "json"})
  void takesTypesThatItCannotLookInto(String type) {
    Checked<Optional<Validated>> checked =
        validated("SELECT id, id::" + type + " AS x FROM {events}", Validation.STRICT);
    assertThat(checked.diagnostics()).isEmpty();
    assertThat(checked.value().orElseThrow().columns())
        .extracting(f -> f.type())
        .containsExactly("varchar", "any");
  }

  /**
   * The engines know more than the type checker: what it does not know is no error, and is derived
   * like anything else.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"seen + 1", "seen + seen", "CASE WHEN STRPOS(id, 'x') THEN 1 END", "id::hstore"})
  void doubtsWhatItDoesNotKnow(String expression) {
    Checked<Optional<Validated>> checked =
        validated("SELECT id, " + expression + " AS x FROM {events}", Validation.STRICT);
    assertThat(checked.value().orElseThrow().root()).isInstanceOf(Relation.Project.class);
    assertThat(checked.value().orElseThrow().columns())
        .extracting(f -> f.name())
        .containsExactly("id", "x");
    assertThat(checked.value().orElseThrow().columns().get(0).type())
        .as("what our own tree knows stays known")
        .isEqualTo("varchar");
    assertThat(checked.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.code().id()).isEqualTo("W210"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXTRACT(hours FROM seen) | bigint",
        "price ^ 2 | double precision",
        "2 ^ 2 | double precision",
        "seen ~ '2026' | boolean",
        "TRUNC(price, 1) | double precision",
        "TRUNC(seen) | date",
        "LAST_DAY(id) | date",
        "OCTET_LENGTH(seen) | integer",
        "LEAST(seen, seen::date) | timestamp",
        "seen + INTERVAL '0.5 day' | timestamp",
        "seen - INTERVAL '1 hour 30 minutes' | timestamp",
        "DATE(seen) | date",
        "COALESCE(seen::date, seen) | timestamp",
        "QUANTILE_CONT(price, 0.5) OVER (PARTITION BY id) | double precision",
        "AVG(seen - seen) OVER (PARTITION BY id) | interval",
        "LISTAGG(id, ',') WITHIN GROUP (ORDER BY seen) OVER (PARTITION BY price) | varchar",
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY price DESC) OVER (PARTITION BY id) | double precision",
        "MEDIAN(price) OVER (PARTITION BY id) | double precision",
        "MEDIAN(seen) OVER (PARTITION BY id) | timestamp",
        "TRIM(id, 'x') | varchar",
        "UPPER(TRIM(id, 'x')) | varchar",
        "NVL(price, 1, 2) | double precision",
        "NVL(id, page, '-') | varchar",
        "TRY_CAST(id AS int) | integer",
        "CONVERT(decimal(10, 2), id) | decimal(10, 2)",
        "id::nvarchar(4) | varchar(4)",
        "id::nchar(3) | char(3)",
        "id::bpchar(3) | char(3)",
        "id::decimal | decimal(18, 0)",
        "SIGN(id::decimal(9, 2)) | decimal(1, 0)",
        "SIGN(price) | double precision",
        "DATEADD(hour, 1, seen::time) | time",
        "TIMEZONE('UTC', seen) | timestamptz",
        "TIMEZONE('UTC', seen::timestamptz) | timestamp",
        "TO_DATE(id, 'YYYY', FALSE) | date",
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY id::int) OVER () | decimal(38, 4)",
        "CURRENT_USER_ID | integer"
      })
  void knowsTheTypesOfRedshiftsOwnForms(String expression, String type) {
    Checked<Optional<Validated>> checked =
        validated("SELECT id, " + expression + " AS x FROM {events}", Validation.STRICT);
    assertThat(checked.diagnostics()).isEmpty();
    assertThat(checked.value().orElseThrow().columns().get(1).type()).isEqualTo(type);
  }

  /** A part of a time with a zone divides as a floating number there, and any other does not. */
  @Test
  void partsOfTimesAreWhatRedshiftMakesOfThem() {
    String sql =
        "SELECT EXTRACT(hour FROM seen) AS a, EXTRACT(hour FROM seen::timestamptz) AS b,"
            + " EXTRACT(hour FROM id) AS c, DATE_PART(hour, seen) AS d FROM {events}";
    Validated redshift =
        ModelValidator.validate(
                Texts.parsed(sql), Building.catalogue(), Validation.STRICT, "redshift")
            .value()
            .orElseThrow();
    assertThat(redshift.columns())
        .extracting(Field::type)
        .containsExactly("integer", "double precision", "integer", "double precision");
    assertThat(validated(sql, Validation.STRICT).value().orElseThrow().columns())
        .extracting(Field::type)
        .containsExactly("bigint", "bigint", "bigint", "double precision");
  }

  @Test
  void theMiddleOfWholeNumbersIsNone() {
    String sql = "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY id::int) AS m FROM {events}";
    assertThat(validated(sql, Validation.STRICT).value().orElseThrow().columns())
        .extracting(Field::type)
        .containsExactly("decimal(38, 4)");
  }

  @Test
  void functionsOfOurCatalogueHaveItsTypesAndUnknownOnesAny() {
    Checked<Optional<Validated>> checked =
        validated(
            "SELECT id, DATE_DIFF('day', MIN(seen), MAX(seen)) AS days, STRFTIME(MAX(seen), '%Y') AS y,"
                + " STRING_AGG(id, ',') AS ids, IFNULL(MAX(price), 1) AS p, f_geo(id) AS place"
                + " FROM {events} GROUP BY 1",
            Validation.STRICT);
    assertThat(checked.diagnostics()).isEmpty();
    assertThat(checked.value().orElseThrow().columns())
        .extracting(f -> f.name() + " " + f.type())
        .containsExactly(
            "id varchar",
            "days bigint",
            "y varchar",
            "ids varchar",
            "p double precision",
            "place any");
  }

  @Test
  void operatorsOfRedshiftHaveTypes() {
    Checked<Optional<Validated>> checked =
        validated(
            "SELECT seen AT TIME ZONE 'UTC' AS a, seen AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Tokyo' AS b,"
                + " CAST(price AS integer) >> 1 AS c, CAST(price AS integer) # 3 AS d,"
                + " |/ price AS e, @ CAST(price AS bigint) AS f FROM {events}",
            Validation.STRICT);
    assertThat(checked.diagnostics()).isEmpty();
    assertThat(checked.value().orElseThrow().columns())
        .extracting(f -> f.name() + " " + f.type())
        .containsExactly(
            "a timestamptz",
            "b timestamp",
            "c integer",
            "d integer",
            "e double precision",
            "f bigint");
  }

  @Test
  void whatAnUncheckedModelCallsIsKnown() {
    assertThat(
            validated("SELECT RANDOM() AS r FROM {events}", Validation.OFF)
                .value()
                .orElseThrow()
                .calls())
        .containsKey("RANDOM");
  }

  @Test
  void knowsTheTypesOfWhatReadsAnAliasOfItsOwnSelect() {
    for (String sql :
        List.of(
            "SELECT LENGTH(id) AS n, n + 1 AS more FROM {events}",
            "SELECT 1 AS one, LENGTH(id) AS n, n + one AS more FROM {events} WHERE more > one",
            "SELECT id AS price, COUNT(*) AS n, n + 1 AS more FROM {events} WHERE price > 1 GROUP BY 1")) {
      Checked<Optional<Validated>> checked = validated(sql, Validation.STRICT);
      assertThat(checked.diagnostics()).as(sql).isEmpty();
      assertThat(checked.value().orElseThrow().columns())
          .as(sql)
          .filteredOn(column -> column.name().equals("more"))
          .extracting(Field::type)
          .containsAnyOf("integer", "bigint");
    }
  }

  @Test
  void findsColumnsWithoutAsByTheirNames() {
    for (String sql :
        List.of(
            "SELECT id FROM (SELECT id::varchar(9) FROM {events}) AS x",
            "SELECT x.id FROM (SELECT id::varchar(9), COUNT(*) FROM {events} GROUP BY id) AS x",
            "WITH x AS (SELECT LOWER(MAX(id))::varchar(9) FROM {events}) SELECT lower FROM x")) {
      Checked<Optional<Validated>> checked = validated(sql, Validation.STRICT);
      assertThat(checked.diagnostics()).as(sql).isEmpty();
      assertThat(checked.value().orElseThrow().columns().get(0).type()).isEqualTo("varchar(9)");
    }
  }

  /** The names are those that DuckDB gives, and the examples of Redshift's page on FROM. */
  @Test
  void columnsOfPivotAreNamedAfterItsValues() {
    String from = "SELECT * FROM (SELECT id, page, price FROM {events}) PIVOT (";
    assertThat(names(from + "SUM(price) FOR page IN ('paid', 'x' AS why))"))
        .containsExactly("id", "paid", "why");
    assertThat(names(from + "SUM(price) AS s, MAX(price) AS m FOR page IN ('paid'))"))
        .containsExactly("id", "paid_s", "paid_m");
  }

  private static List<String> names(String sql) {
    return validated(sql, Validation.STRICT).value().orElseThrow().columns().stream()
        .map(Field::name)
        .toList();
  }

  @Test
  void showsWhereInTheAuthorsText() {
    Checked<Optional<Validated>> checked =
        validated("SELECT id::int AS a,\n  seen + 1 AS x FROM {events}", Validation.STRICT);
    assertThat(checked.diagnostics().stream().map(DiagnosticPrinter::sentence))
        .containsExactly(
            "W210 models/m.sql:2:3 the types here are not known to the type checker: cannot apply '+' to arguments of type '<TIMESTAMP(6)> + <INTEGER>'");
  }

  @Test
  void lowersErrorsToWarningsWhereTheAuthorAsksForIt() {
    String wrong = "SELECT nope AS x FROM {events}";
    assertThat(validated(wrong, Validation.STRICT).value()).isEmpty();
    Checked<Optional<Validated>> warned = validated(wrong, Validation.WARN);
    assertThat(warned.value().orElseThrow().root()).isInstanceOf(Relation.Opaque.class);
    assertThat(warned.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.code().id()).isEqualTo("W206"));
    assertThat(validated(wrong, Validation.OFF).diagnostics()).isEmpty();
    assertThat(validated(wrong, Validation.OFF).value()).isPresent();
  }

  private static Checked<Optional<Validated>> validated(String sql, Validation validation) {
    return ModelValidator.validate(Texts.parsed(sql), Building.catalogue(), validation);
  }

  @Test
  void knowsTheColumnsOfOpaqueQueries() {
    List<String> names =
        validated("SELECT id, page FROM {events} LIMIT 3", Validation.STRICT)
            .value()
            .orElseThrow()
            .columns()
            .stream()
            .map(f -> f.name())
            .toList();
    assertThat(names).containsExactly("id", "page");
  }
}
