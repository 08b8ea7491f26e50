package dev.accrete.compiler.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.tree.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateralAliasesTest {
  private static final List<Field> COLUMNS =
      List.of(
          new Field("a", "integer", true),
          new Field("b", "integer", true),
          new Field("c", "integer", true),
          new Field("t", "timestamp", true));

  private static Checked<RenderedText> translated(String to, String sql) {
    return TranslatorTest.translated("redshift", to, COLUMNS, sql);
  }

  private static String postgres(String sql) {
    return translated("postgres", sql).value().text();
  }

  @Test
  void standForTheirValuesOnPostgres() {
    String sql =
        "SELECT a - b AS net, NVL(net, 0) * 2 AS twice, c AS a, a + 1 FROM t WHERE twice > 1";
    assertThat(postgres(sql))
        .isEqualTo(
            "SELECT a - b AS net, COALESCE((a - b), 0) * 2 AS twice, c AS a, a + 1 FROM t"
                + " WHERE (COALESCE((a - b), 0) * 2) > 1");
    assertThat(translated("duckdb", sql).value().text()).contains("COALESCE(net, 0)");
  }

  @Test
  void standForTheirValuesInExpressionsOfOrderBy() {
    assertThat(
            postgres("SELECT a + b AS s, c AS a FROM t ORDER BY NVL(s, 0) DESC, s, a + 1 LIMIT 3"))
        .isEqualTo(
            "SELECT a + b AS s, c AS a FROM t ORDER BY COALESCE((a + b), 0) DESC, s, a + 1 LIMIT 3");
  }

  @Test
  void areColumnsWhereFromHasThem() {
    for (String sql :
        List.of(
            "SELECT x + 1 AS net, net AS y FROM (SELECT a AS x, b AS net FROM t) AS s",
            "WITH s (x, net) AS (SELECT a, b FROM t) SELECT x + 1 AS net, net AS y FROM s",
            "WITH s AS (SELECT b AS net, a FROM t) SELECT a AS net, net AS y FROM s JOIN t ON TRUE")) {
      assertThat(postgres(sql)).isEqualTo(sql);
    }
  }

  @Test
  void areLeftAloneWhereATableIsNotKnown() {
    for (String sql :
        List.of(
            "SELECT a + 1 AS net, net AS y FROM t JOIN other ON TRUE",
            "WITH s AS (SELECT o.*, 1 AS a FROM other AS o) SELECT a + 1 AS net, net AS y FROM s")) {
      assertThat(postgres(sql)).isEqualTo(sql);
    }
    assertThat(
            TranslatorTest.text(
                "redshift", "postgres", "SELECT x + 1 AS n FROM (SELECT 2 AS x) AS s WHERE n > 2"))
        .endsWith("WHERE (x + 1) > 2");
  }

  /** What is written around a name stays around its value. */
  @Test
  void areWrittenWithinOtherForms() {
    assertThat(postgres("SELECT a + b AS n, LEFT(n, 2) AS l, n AS \"user\", user + 1 AS m FROM t"))
        .contains("LEFT(CAST((a + b) AS ", "(a + b) AS \"user\", ((a + b)) + 1 AS m");
  }

  @Test
  void mayBeGroupedBy() {
    assertThat(postgres("SELECT a + b AS n, COUNT(*) AS k FROM t GROUP BY n, ROLLUP (n), ABS(n)"))
        .isEqualTo("SELECT a + b AS n, COUNT(*) AS k FROM t GROUP BY n, ROLLUP (n), ABS((a + b))");
  }

  @Test
  void areNotReadTwiceWhereTheirValueMayDiffer() {
    assertThat(
            translated("postgres", "SELECT RANDOM() AS r, r * 2 AS twice FROM t")
                .diagnostics()
                .toString())
        .contains("an alias of a value that may differ");
  }

  @Test
  void whatIsGroupedByReadsNoAliasesOnDuckDb() {
    for (String keys : List.of("1, 2", "m, y", "m, YEAR(m)", "ROLLUP(1, 2)", "99999999999, y")) {
      assertThat(
              grouped("SELECT a + 1 AS m, m * 2 AS y, SUM(b) AS s, s + 1 FROM t GROUP BY " + keys))
          .as(keys)
          .contains("(a + 1) * 2 AS y");
    }
    for (String keys : List.of("1", "m", "a", "4, 1")) {
      assertThat(grouped("SELECT a + 1 AS m, m * 2 AS y, MAX(b) AS s, b FROM t GROUP BY " + keys))
          .as(keys)
          .contains("m * 2 AS y");
    }
  }

  private static String grouped(String sql) {
    return translated("duckdb", sql).value().text();
  }
}
