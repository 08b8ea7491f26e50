package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PinnedSetsTest {
  private static List<String> pinned(String sql) {
    return PinnedSets.of(Texts.parsed(sql), true).stream()
        .map(one -> one.name() + ": " + one.text().text())
        .toList();
  }

  @Test
  void eachSetIsTheAuthorsTextWithAHaving() {
    assertThat(pinned("SELECT a, b, COUNT(*) FROM {t} GROUP BY ROLLUP (a, b) ORDER BY 1"))
        .containsExactly(
            "by_a_b: SELECT a, b, COUNT(*) FROM \"t\" GROUP BY ROLLUP (a, b)\n"
                + "HAVING GROUPING(a) = 0 AND GROUPING(b) = 0 ORDER BY 1",
            "by_a: SELECT a, b, COUNT(*) FROM \"t\" GROUP BY ROLLUP (a, b)\n"
                + "HAVING GROUPING(a) = 0 AND GROUPING(b) = 1 ORDER BY 1",
            "total: SELECT a, b, COUNT(*) FROM \"t\" GROUP BY ROLLUP (a, b)\n"
                + "HAVING GROUPING(a) = 1 AND GROUPING(b) = 1 ORDER BY 1");
  }

  @Test
  void ordinalsAndAliasesAreWhatTheyStandFor() {
    assertThat(
            pinned(
                "WITH t AS (SELECT 1 AS x) SELECT UPPER(x) AS big, t.x FROM t GROUP BY GROUPING SETS"
                    + " ((1), (big, t.x)) HAVING COUNT(*) > 1 OR MAX(x) = 2"))
        .containsExactly(
            "by_big: WITH t AS (SELECT 1 AS x) SELECT UPPER(x) AS big, t.x FROM t GROUP BY GROUPING"
                + " SETS ((1), (big, t.x)) HAVING GROUPING(UPPER(x)) = 0 AND GROUPING(t.x) = 1 AND"
                + " (COUNT(*) > 1 OR MAX(x) = 2)",
            "by_big_x: WITH t AS (SELECT 1 AS x) SELECT UPPER(x) AS big, t.x FROM t GROUP BY GROUPING"
                + " SETS ((1), (big, t.x)) HAVING GROUPING(UPPER(x)) = 0 AND GROUPING(t.x) = 0 AND"
                + " (COUNT(*) > 1 OR MAX(x) = 2)");
  }

  @Test
  void oneExpressionIsOneHoweverItIsWritten() {
    assertThat(
            pinned(
                "SELECT UPPER(a), b FROM {t} GROUP BY GROUPING SETS ((UPPER(a), b), (upper( A )), (B))"))
        .extracting(set -> set.replaceAll("(?s):.*HAVING", ":"))
        .containsExactly(
            "by_upper_a_b: GROUPING(UPPER(a)) = 0 AND GROUPING(b) = 0",
            "by_upper_a: GROUPING(UPPER(a)) = 0 AND GROUPING(b) = 1",
            "by_b: GROUPING(UPPER(a)) = 1 AND GROUPING(b) = 0");
    assertThat(
            pinned("SELECT COUNT(*) FROM {t} GROUP BY GROUPING SETS ((a || 'x', b), (a || 'X'))"))
        .as("constants differ")
        .hasSize(2)
        .allMatch(
            set -> set.contains("GROUPING(a || 'x')") && set.contains("GROUPING((a || 'X'))"));
    assertThat(pinned("SELECT COUNT(*) FROM {t} AS t GROUP BY GROUPING SETS ((t.a, b), (a))"))
        .as("whether t.a is a")
        .isEmpty();
    assertThat(
            pinned("SELECT COUNT(*) FROM {t} AS t, {t} AS u GROUP BY GROUPING SETS ((t.a), (u.a))"))
        .as("t.a is not u.a")
        .hasSize(2);
  }

  @Test
  void aQueryWithoutSetsOfItsOwnHasNone() {
    assertThat(pinned("SELECT a FROM {t} GROUP BY a")).isEmpty();
    assertThat(pinned("SELECT a FROM (SELECT a FROM {t} GROUP BY ROLLUP (a)) AS x")).isEmpty();
    assertThat(pinned("SELECT a FROM {t} GROUP BY GROUPING SETS ((a), (a))")).isEmpty();
  }
}
