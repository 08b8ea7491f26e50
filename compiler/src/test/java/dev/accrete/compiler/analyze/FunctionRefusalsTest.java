package dev.accrete.compiler.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.validate.Building;
import dev.accrete.compiler.validate.TreeBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionRefusalsTest {

  @Test
  void refusesByKind() {
    assertThat(refusals("SELECT id, RANDOM() AS r FROM {events}"))
        .containsExactly("R301 1:12 random gives another value each time it runs");
    assertThat(refusals("SELECT id FROM {events} WHERE seen > CURRENT_DATE"))
        .containsExactly(
            "R302 1:38 current_date reads the clock elsewhere than in a WHERE over one input, or by itself in the select list");
    assertThat(refusals("SELECT id FROM {events} WHERE seen > GETDATE()"))
        .singleElement()
        .asString()
        .startsWith("R302 1:38 getdate ");
    assertThat(refusals("SELECT f_geo(page) AS g FROM {events}"))
        .containsExactly(
            "R303 1:8 the function f_geo is in no catalogue, so nobody promised that it is deterministic");
  }

  @Test
  void looksEverywhere() {
    assertThat(refusals("SELECT e.id FROM {events} e JOIN {users} u ON u.id = RANDOM()"))
        .hasSize(1);
    assertThat(refusals("SELECT visitor, MAX(RANDOM()) AS r FROM {events} GROUP BY visitor"))
        .hasSize(1);
    assertThat(
            refusals(
                "SELECT visitor FROM {events} GROUP BY visitor HAVING MAX(seen) > CURRENT_TIMESTAMP"))
        .hasSize(1);
    assertThat(refusals("SELECT COUNT(*) OVER (PARTITION BY RANDOM()) AS n FROM {events}"))
        .hasSize(1);
    assertThat(
            refusals(
                "SELECT CASE WHEN id = 'x' THEN COALESCE(page, f_x(id)::text) END AS y FROM {events}"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, CAST('now' AS timestamp) AS t FROM {events}",
        "SELECT id, 'today'::date AS t FROM {events}",
        "SELECT id, TIMESTAMP 'now' AS t FROM {events}",
        "SELECT id, DATE ' Yesterday ' AS t FROM {events}",
        "SELECT id FROM {events} WHERE seen < 'today'",
        "SELECT id FROM {events} WHERE seen BETWEEN 'yesterday' AND 'today'",
        "SELECT id FROM {events} WHERE seen IN ('2026-01-01', 'tomorrow 10:00')",
        "SELECT id, DATEDIFF(day, seen, 'now') AS d FROM {events}",
        "SELECT id, COALESCE(seen, 'now') AS d FROM {events}",
        "SELECT id, CASE WHEN id = 'x' THEN seen ELSE 'now' END AS d FROM {events}",
        "SELECT e.id FROM {events} e JOIN {users} u ON e.seen < 'today'",
        "SELECT visitor FROM {events} GROUP BY visitor HAVING MAX(seen) > 'yesterday'"
      })
  void constantsMayBeTheClock(String sql) {
    assertThat(refusals(sql)).singleElement().asString().startsWith("R302").contains("reads the");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, 'today' AS t FROM {events}",
        "SELECT id FROM {events} WHERE page = 'today'",
        "SELECT id FROM {events} WHERE page IN ('now', 'never')",
        "SELECT id, CASE WHEN seen < '2026-01-01' THEN 'yesterday' ELSE 'today' END AS t FROM {events}",
        "SELECT id, CASE page WHEN 'now' THEN 1 END AS t FROM {events}",
        "SELECT id, page || 'today' AS t FROM {events}",
        "SELECT id, SPLIT_PART(page, 'now', 1) AS t FROM {events}",
        "SELECT id, 'nowhere'::timestamp AS t FROM {events}",
        "SELECT id, CAST('today' AS varchar(5)) AS t FROM {events}",
        "SELECT id, TIMESTAMP 'epoch' AS t FROM {events}"
      })
  void otherConstantsAreNone(String sql) {
    assertThat(refusals(sql)).isEmpty();
  }

  @Test
  void saysEachFunctionOnce() {
    assertThat(refusals("SELECT RANDOM() AS a, random() + 1 AS b, f_geo(id) AS c FROM {events}"))
        .hasSize(2);
  }

  @Test
  void believesDeclarations() {
    assertThat(
            refusals(
                "SELECT f_geo(page) AS g, s.f_geo(page) AS h FROM {events}", "f_geo", "s.f_geo"))
        .isEmpty();
    assertThat(refusals("SELECT RANDOM() AS r FROM {events}", "random")).hasSize(1);
  }

  @Test
  void leavesWhatIsKnown() {
    assertThat(
            refusals(
                "SELECT UPPER(page) || 'x' AS a, -price * 2 AS b, seen::date AS c, EXTRACT(year FROM seen) AS d, page LIKE '%x' ESCAPE '!' AS e,"
                    + " id IN ('a', 'b') AS f, CASE id WHEN 'a' THEN 1 END AS g, TRIM(id) AS h, seen BETWEEN seen AND seen AS i FROM {events}"))
        .isEmpty();
  }

  private static List<String> refusals(String sql, String... deterministic) {
    TreeBuilder.Tree tree = Building.built(sql).value();
    return FunctionRefusals.of(
            tree.root(), tree.calls(), new Functions(Set.of(deterministic), "redshift"))
        .stream()
        .map(FunctionRefusalsTest::text)
        .toList();
  }

  private static String text(Refusal refusal) {
    return refusal.code().id()
        + refusal.origin().span().location().replaceFirst("[^:]*:", " ")
        + " "
        + refusal.message();
  }
}
