package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.Texts;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What only the Redshift grammar takes is either understood, or opaque in the whole: never read as
 * something else.
 */
class RedshiftFormsTest {
  private static final List<Field> FIELDS =
      List.of(
          new Field("id", "bigint", false),
          new Field("a", "integer", true),
          new Field("date", "date", true),
          new Field("at", "timestamp", true),
          new Field("day", "date", true),
          new Field("s", "varchar(20)", true),
          new Field("doc", "super", true));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT TOP 3 id FROM {t}",
        "SELECT TOP 3 id FROM {t} ORDER BY id",
        "SELECT id FROM {t} UNION ALL SELECT TOP 1 id FROM {t}",
        "SELECT id FROM (SELECT TOP 1 id FROM {t}) x",
        "SELECT * EXCLUDE (none) FROM {t}",
        "SELECT * EXCLUDE (a) FROM {t} AS x JOIN {u} AS y ON x.id = y.id",
        "SELECT a + COUNT(*) AS n FROM {t} GROUP BY ALL",
        "SELECT * EXCLUDE a, s FROM {t}",
        "SELECT t.*, 1 AS one EXCLUDE (a) FROM {t}",
        "SELECT id, a EXCLUDE (s) FROM {t}",
        "SELECT APPROXIMATE COUNT(DISTINCT a) AS n FROM {t}",
        "SELECT s, APPROXIMATE COUNT(DISTINCT a) AS n FROM {t} GROUP BY s",
        "SELECT x.id FROM {t} x, {u} y WHERE x.id = y.id(+)",
        "SELECT id FROM {t} START WITH a = 1 CONNECT BY PRIOR id = a",
        "SELECT t.doc.a FROM {t} GROUP BY t.doc.a",
        "SELECT DISTINCT doc.id FROM {t}",
        "SELECT doc.a.id AS x FROM {t} UNION ALL SELECT doc.b FROM {t}",
        "SELECT MAX(doc[0].id) AS x FROM {t}",
        "SELECT t.doc[a].id FROM {t}",
        "SELECT id, NVL(t.doc.a, 'x') AS x FROM {t}",
        "SELECT id FROM {t} WHERE t.doc.a = s",
        "SELECT id FROM {t} ORDER BY doc[0].id LIMIT 3",
        "SELECT id FROM {t} AS x WHERE EXISTS (SELECT 1 FROM {u} AS y WHERE y.id = x.doc.a::int)",
        "SELECT id, (SELECT COUNT(*) FROM {u} AS y WHERE y.id = x.doc.a.b[0]::int) AS n FROM {t} AS x",
        "SELECT p.x.id FROM (SELECT doc.a AS x FROM {t}) p",
        "SELECT x.id FROM {t} x, x.doc AS y",
        "SELECT x.id, y FROM {t} x, x.doc AS y AT i",
        "SELECT x.id FROM {t} x, x.doc.items[0].id AS y",
        "SELECT x.id FROM {t} x LEFT JOIN x.doc AS y ON TRUE",
        "SELECT x.id FROM {t} x, UNPIVOT x.doc AS v AT k",
        "SELECT x.id, y.item FROM {t} x, UNNEST(x.doc) AS y(item)",
        "SELECT x.id, y.item, y.n FROM {t} x, UNNEST(x.doc) WITH OFFSET AS y(item, n)",
        "WITH p AS (SELECT id, JSON_PARSE(s) AS js FROM {t}) SELECT id, js.x.y::varchar AS y FROM p",
        "SELECT id, JSON_PARSE(s).x AS y FROM {t}",
        "SELECT * FROM (SELECT a, s FROM {t}) PIVOT (SUM(a) FOR s IN ('x', 'y'))"
      })
  void isOpaque(String sql) {
    Checked<Optional<ModelValidator.Validated>> validated = validated(sql);
    assertThat(validated.hasErrors()).as("%s", validated.diagnostics()).isFalse();
    assertThat(validated.value().orElseThrow().root()).isInstanceOf(Relation.Opaque.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT id, LEAST(doc.a.b, 3) AS x FROM {t}; the path doc.a.b into a SUPER value",
        "SELECT id, MAX(x.doc.items[0].price) AS p FROM {t} x GROUP BY id; the path x.doc.items[0].price into a SUPER value",
        "SELECT x.id, y.sku AS s FROM {t} x, x.doc.items AS y; the array x.doc.items of a SUPER value",
        "SELECT x.id, y FROM {t} x, x.doc.items AS y AT i; the array x.doc.items of a SUPER value"
      })
  void whatLeadsIntoASuperValueIsNamedWithItsPlace(String sql, String what) {
    Checked<Optional<ModelValidator.Validated>> validated = validated(sql);
    Relation.Opaque root = (Relation.Opaque) validated.value().orElseThrow().root();
    assertThat(root.detail()).isEqualTo(what);
    assertThat(sql.substring(root.origin().span().start())).startsWith(what.split(" ")[2]);
    assertThat(validated.diagnostics())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.message()).endsWith(what + " has the type that its data have");
              assertThat(d.span()).isEqualTo(root.origin().span());
            });
  }

  /** What a path gives hangs on its column alone, and has the type of the cast around it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT t.doc.a FROM {t}; a; any",
        "SELECT doc.a.b AS x FROM {t}; x; any",
        "SELECT x.doc.items[0].price FROM {t} x; price; any",
        "SELECT doc['k'][1] FROM {t}; doc; any",
        "SELECT x.doc.items[0].price::int AS p FROM {t} x; p; integer",
        "SELECT CAST(doc.\"Key\" AS DATE) AS d FROM {t}; d; date",
        "SELECT doc.a = 1 AS is_one FROM {t}; is_one; boolean",
        "SELECT doc.a IS NULL AS none FROM {t}; none; boolean",
        "SELECT MAX(doc.a::int) AS most FROM {t} GROUP BY doc.b::varchar(3); most; integer",
        "SELECT JSON_TYPEOF(doc.a) AS kind FROM {t}; kind; varchar",
        "SELECT s.d.a::int AS n FROM (SELECT doc AS d FROM {t}) s; n; integer"
      })
  void pathsAreValuesOfTheirColumn(String sql, String name, String type) {
    Checked<Optional<ModelValidator.Validated>> validated = validated(sql);
    assertThat(validated.diagnostics()).isEmpty();
    assertThat(validated.value().orElseThrow().columns())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.name()).isEqualTo(name);
              assertThat(c.type()).isEqualTo(type);
            });
  }

  /**
   * What an array or a path gives is SUPER (its page, "Querying semistructured data", does not tell
   * what AT gives), and what stands beside it has a type of its own.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT x.id, y.sku, y.n::int AS n, y FROM {t} x, x.doc.items AS y; id bigint, sku super, n integer, y super",
        "SELECT x.id, y AS v, i FROM {t} x, x.doc AS y AT i; id bigint, v super, i any",
        "SELECT a, k, v::varchar(3) AS v FROM {t} x, UNPIVOT x.doc AS v AT k; a integer, k any, v varchar(3)",
        "SELECT s, SUM(y.n::int) AS n FROM {t} x LEFT JOIN x.doc AS y ON TRUE GROUP BY s; s varchar(20), n bigint",
        "SELECT doc.k::varchar(2) AS k, COUNT(*) AS n FROM {t} GROUP BY doc.k; k varchar(2), n bigint",
        "WITH w AS (SELECT x.id, y.k FROM {t} x, x.doc AS y) SELECT id, k FROM w; id bigint, k any",
        "SELECT x.id, z FROM {t} x, x.doc AS y, y.w AS z; id bigint, z super",
        "SELECT x.*, y.k FROM {t} AS x, x.doc AS y; id bigint, a integer, date date, at timestamp, day date, s varchar(20), doc any, k any"
      })
  void whatStandsBesideSuperValuesHasItsOwnType(String sql, String columns) {
    assertThat(
            validated(sql).value().orElseThrow().columns().stream()
                .map(c -> c.name() + " " + c.type())
                .collect(Collectors.joining(", ")))
        .isEqualTo(columns);
  }

  /** Which columns a star stands for beside an array is told nowhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM {t} AS x, x.doc AS y",
        "SELECT y.* FROM {t} AS x, x.doc AS y",
        "WITH w AS (SELECT * FROM {t} AS x, x.doc AS y) SELECT * FROM w"
      })
  void aStarBesideAnArrayHidesTheColumns(String sql) {
    assertThat(validated(sql).value().orElseThrow().columns()).isEmpty();
  }

  @Test
  void convertIsACast() {
    Relation.Project project =
        (Relation.Project) root("SELECT CONVERT(integer, s) + 1 AS x, id FROM {t}");
    Expression.Call sum = (Expression.Call) project.columns().get(0).expression();
    assertThat(((Expression.Call) sum.operands().get(0)).operator()).isEqualTo("CAST");
    assertThat(fields(root("SELECT CONVERT(date, at) AS d, COUNT(*) AS n FROM {t} GROUP BY 1")))
        .isEqualTo("Project(Aggregate(d; COUNT)) d n");
  }

  @Test
  void groupByAllIsByWhatNoAggregateStandsIn() {
    Relation named = root("SELECT a, COUNT(*) + 1 AS n, s || 'x' AS t FROM {t} GROUP BY 1, 3");
    assertThat(fields(root("SELECT a, COUNT(*) + 1 AS n, s || 'x' AS t FROM {t} GROUP BY ALL")))
        .isEqualTo(fields(named))
        .isEqualTo("Project(Aggregate(a, t; COUNT)) a n t");
    assertThat(fields(root("SELECT COUNT(*) AS n FROM {t} GROUP BY ALL")))
        .isEqualTo("Project(Aggregate(; COUNT)) n");
  }

  /** Of two values it is a function of them, and on DuckDB it is one of a list. */
  @Test
  void stCollectOfOneValueIsAnAggregateOfRedshift() {
    String sql = "SELECT a, ST_Collect(s) AS g, MAX(ST_Collect(s, s)) AS m FROM {t} GROUP BY a";
    assertThat(fields(validated(sql, "redshift").value().orElseThrow().root()))
        .isEqualTo("Project(Aggregate(a; ST_COLLECT OF ROWS, MAX)) a g m");
    String alone = "SELECT a, ST_Collect(s) FROM {t}";
    assertThat(validated(alone, "redshift").diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.message()).contains("a is neither grouped by"));
    Relation onDuckDb = validated(alone, "duckdb").value().orElseThrow().root();
    assertThat(onDuckDb.fields()).extracting(Field::name).containsExactly("a", "st_collect");
  }

  /** The keys and aggregates of a grouping, and the columns around it. */
  private static String fields(Relation root) {
    Relation.Aggregate grouping = (Relation.Aggregate) root.inputs().get(0);
    return "Project(Aggregate("
        + grouping.keys().stream().map(Named::name).collect(Collectors.joining(", "))
        + "; "
        + grouping.aggregates().stream()
            .map(a -> ((Expression.Call) a.expression()).operator())
            .collect(Collectors.joining(", "))
        + ")) "
        + root.fields().stream().map(Field::name).collect(Collectors.joining(" "));
  }

  @Test
  void aStarLeavesOutWhatItExcludes() {
    assertThat(root("SELECT * EXCLUDE (a, doc) FROM {t}").fields())
        .extracting(Field::name)
        .containsExactly("id", "date", "at", "day", "s");
  }

  private static Relation root(String sql) {
    Checked<Optional<ModelValidator.Validated>> validated = validated(sql);
    assertThat(validated.hasErrors()).as("%s", validated.diagnostics()).isFalse();
    return validated.value().orElseThrow().root();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a AS order, s AS timestamp, id AS select FROM {t}",
        "SELECT x.order FROM (SELECT a AS order FROM {t}) AS x",
        "SELECT date, date - 1 AS before, date::timestamp AS t FROM {t} WHERE date > '2024-01-01'",
        "SELECT DATE_TRUNC('month', day) AS m, MAX(day) AS day FROM {t} GROUP BY 1",
        "SELECT at + INTERVAL '1 day' AS b, at - INTERVAL '1w, 2h' AS c FROM {t}",
        "SELECT a::int::varchar AS x, -a::int AS y, doc[0]::int AS z FROM {t}",
        "SELECT at AT TIME ZONE 'UTC' AS x FROM {t}",
        "SELECT a | 1 AS x, a # 2 AS y, a >> 1 AS z, |/ a AS r, @ a AS m, ~ a AS n FROM {t}",
        "SELECT id FROM {t} WHERE s ~~ 'x%' AND a ISNULL AND s NOTNULL",
        "SELECT FIRST_VALUE(a IGNORE NULLS) OVER (PARTITION BY s ORDER BY id ROWS UNBOUNDED PRECEDING) AS x FROM {t}",
        "SELECT INTEGER '5' AS five, TRIM(s, 'x') AS x FROM {t}",
        "SELECT DATEADD('day', 1, day) AS x, DATEDIFF(hours, at, at) AS y FROM {t}",
        "WITH p AS (SELECT id, COUNT(*) AS x FROM {t} GROUP BY 1) SELECT x.id FROM {t} AS x"
            + " WHERE EXISTS (SELECT 1 FROM p WHERE p.id = x.id)",
        "SELECT 1 AS one WHERE 1 = 1"
      })
  void isUnderstood(String sql) {
    Checked<Optional<ModelValidator.Validated>> validated = validated(sql);
    assertThat(validated.hasErrors()).as("%s", validated.diagnostics()).isFalse();
    assertThat(validated.value().orElseThrow().root()).isNotInstanceOf(Relation.Opaque.class);
  }

  private static Checked<Optional<ModelValidator.Validated>> validated(String sql) {
    return validated(sql, "");
  }

  private static Checked<Optional<ModelValidator.Validated>> validated(String sql, String engine) {
    return ModelValidator.validate(
        Texts.parsed(sql), name -> Optional.of(FIELDS), Validation.STRICT, engine);
  }
}
