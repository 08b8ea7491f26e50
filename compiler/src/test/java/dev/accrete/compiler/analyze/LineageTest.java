package dev.accrete.compiler.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.validate.Building;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {

  @Test
  void followsExpressions() {
    assertThat(lineage("SELECT id, UPPER(page) || visitor AS x, 1 AS one FROM {events}"))
        .containsExactly(List.of("events.id"), List.of("events.page", "events.visitor"), List.of());
  }

  @Test
  void followsJoinsAndStars() {
    assertThat(
            lineage(
                "SELECT u.*, COALESCE(u.name, e.visitor) AS who FROM {events} e LEFT JOIN {users} u ON u.id = e.visitor"))
        .containsExactly(
            List.of("users.id"),
            List.of("users.name"),
            List.of("users.country"),
            List.of("users.name", "events.visitor"));
  }

  @Test
  void tellsReadingsOfASelfJoinByTheirRelation() {
    assertThat(
            lineage(
                "SELECT a.id AS x, b.page AS y FROM {events} a JOIN {events} b ON a.id = b.visitor"))
        .containsExactly(List.of("events.id"), List.of("events.page"));
  }

  @Test
  void followsGroupsAndWindows() {
    assertThat(
            lineage(
                "SELECT visitor AS v, MAX(seen) AS last, COUNT(*) AS n FROM {events} WHERE page = 'x' GROUP BY visitor"))
        .containsExactly(List.of("events.visitor"), List.of("events.seen"), List.of());
    assertThat(
            lineage(
                "SELECT ROW_NUMBER() OVER (PARTITION BY visitor ORDER BY seen) AS n FROM {events}"))
        .containsExactly(List.of("events.visitor", "events.seen"));
  }

  @Test
  void followsCommonTablesAndUnions() {
    assertThat(
            lineage(
                "WITH a (x) AS (SELECT page FROM {events}) SELECT x FROM a UNION ALL SELECT name FROM {users}"))
        .containsExactly(List.of("events.page", "users.name"));
    assertThat(
            lineage(
                "WITH a AS (SELECT page AS p, visitor AS q FROM {events}) SELECT l.p || r.q AS x FROM a l JOIN a r ON l.p = r.p"))
        .containsExactly(List.of("events.page", "events.visitor"));
  }

  private static List<List<String>> lineage(String sql) {
    return Lineage.of(Building.tree(sql));
  }
}
