package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.Texts;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
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
        "SELECT * EXCLUDE (a) FROM {t}",
        "SELECT * EXCLUDE a, s FROM {t}",
        "SELECT t.*, 1 AS one EXCLUDE (a) FROM {t}",
        "SELECT id, a EXCLUDE (s) FROM {t}",
        "SELECT a, COUNT(*) AS n FROM {t} GROUP BY ALL",
        "SELECT APPROXIMATE COUNT(DISTINCT a) AS n FROM {t}",
        "SELECT s, APPROXIMATE COUNT(DISTINCT a) AS n FROM {t} GROUP BY s",
        "SELECT x.id FROM {t} x, {u} y WHERE x.id = y.id(+)",
        "SELECT id FROM {t} START WITH a = 1 CONNECT BY PRIOR id = a",
        "SELECT t.doc.a FROM {t}",
        "SELECT t.doc.a.id FROM {t}",
        "SELECT doc.id FROM {t}",
        "SELECT doc.a.id FROM {t}",
        "SELECT doc[0].id FROM {t}",
        "SELECT t.doc[0].id FROM {t}",
        "SELECT id FROM {t} WHERE t.doc.a = 1",
        "SELECT id FROM {t} WHERE doc[0].id = 1",
        "SELECT x.id FROM {t} x, x.doc AS y",
        "SELECT x.id, y FROM {t} x, x.doc AS y AT i",
        "SELECT x.id FROM {t} x, x.doc.items[0].id AS y",
        "SELECT x.id FROM {t} x LEFT JOIN x.doc AS y ON TRUE",
        "SELECT x.id FROM {t} x, UNPIVOT x.doc AS v AT k",
        "SELECT * FROM (SELECT a, s FROM {t}) PIVOT (SUM(a) FOR s IN ('x', 'y'))",
        "SELECT CONVERT(integer, s) AS x FROM {t}"
      })
  void isOpaque(String sql) {
    Checked<Optional<ModelValidator.Validated>> validated = validated(sql);
    assertThat(validated.hasErrors()).as("%s", validated.diagnostics()).isFalse();
    assertThat(validated.value().orElseThrow().root()).isInstanceOf(Relation.Opaque.class);
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
        "SELECT 1 AS one WHERE 1 = 1"
      })
  void isUnderstood(String sql) {
    Checked<Optional<ModelValidator.Validated>> validated = validated(sql);
    assertThat(validated.hasErrors()).as("%s", validated.diagnostics()).isFalse();
    assertThat(validated.value().orElseThrow().root()).isNotInstanceOf(Relation.Opaque.class);
  }

  private static Checked<Optional<ModelValidator.Validated>> validated(String sql) {
    return ModelValidator.validate(
        Texts.parsed(sql), name -> Optional.of(FIELDS), Validation.STRICT);
  }
}
