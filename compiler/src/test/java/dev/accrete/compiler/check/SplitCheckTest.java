package dev.accrete.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Trees;
import dev.accrete.compiler.validate.Building;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitCheckTest {
  private static final Relation WHOLE =
      Building.tree(
          "SELECT n, COUNT(*) AS users FROM (SELECT visitor, COUNT(*) AS n FROM {events} GROUP BY"
              + " visitor) AS per_visitor GROUP BY n");
  private static final Relation BLOCK =
      Building.tree("SELECT visitor, COUNT(*) AS n FROM {events} GROUP BY visitor");

  /** The rest reads the block, whose columns it calls something else. */
  private static Relation rest(int key) {
    Relation read = Trees.scan(0, "m$per_visitor", "visitor", "n");
    Relation same = Trees.project(read, Trees.col(0), Trees.col(1));
    Relation.Aggregate groups = (Relation.Aggregate) WHOLE.inputs().get(0);
    Relation grouped =
        Trees.group(same, List.of(Trees.as("n", Trees.col(key))), groups.aggregates());
    return Trees.project(grouped, Trees.col(0), Trees.col(1));
  }

  @Test
  void theSameInPartsIsTheSame() {
    assertThat(SplitCheck.isSame(WHOLE, rest(1), Map.of("m$per_visitor", BLOCK))).isTrue();
  }

  @Test
  void anotherKeyBlockOrConditionIsNot() {
    assertThat(SplitCheck.isSame(WHOLE, rest(0), Map.of("m$per_visitor", BLOCK))).isFalse();
    assertThat(SplitCheck.isSame(WHOLE, rest(1), Map.of())).isFalse();
    for (String other :
        List.of(
            "SELECT visitor, COUNT(*) AS n FROM {events} WHERE page = 'a' GROUP BY visitor",
            "SELECT visitor, COUNT(page) AS n FROM {events} GROUP BY visitor",
            "SELECT page, COUNT(*) AS n FROM {events} GROUP BY page",
            "SELECT id, COUNT(*) AS n FROM {users} GROUP BY id")) {
      Map<String, Relation> hidden = Map.of("m$per_visitor", Building.tree(other));
      assertThat(SplitCheck.isSame(WHOLE, rest(1), hidden)).as(other).isFalse();
    }
  }

  private static final String SETS =
      "SELECT page, COUNT(*) + 1 AS n FROM {events} GROUP BY ROLLUP (page) HAVING %s(COUNT(*) > 1 OR GROUPING(page) = 1)";

  private static Relation set(int grouping) {
    return Building.tree(SETS.formatted("GROUPING(page) = " + grouping + " AND "));
  }

  /** The parts side by side. */
  private static Relation sideBySide(boolean all) {
    return new Relation.SetOperation(
        Relation.SetKind.UNION,
        all,
        List.of(Trees.scan(0, "m$by_page", "page", "n"), Trees.scan(1, "m$total", "page", "n")),
        WHOLE.origin());
  }

  @Test
  void groupingSetsOneByOneAreTheSame() {
    Relation whole = Building.tree(SETS.formatted(""));
    Map<String, Relation> hidden = Map.of("m$by_page", set(0), "m$total", set(1));
    assertThat(SplitCheck.isSame(whole, sideBySide(true), hidden)).isTrue();
    assertThat(SplitCheck.isSame(whole, sideBySide(false), hidden)).isFalse();
    assertThat(
            SplitCheck.isSame(
                whole, sideBySide(true), Map.of("m$by_page", set(1), "m$total", set(0))))
        .isFalse();
    Relation other = Building.tree(SETS.replace("+ 1", "+ 2").formatted("GROUPING(page) = 1 AND "));
    assertThat(
            SplitCheck.isSame(
                whole, sideBySide(true), Map.of("m$by_page", set(0), "m$total", other)))
        .isFalse();
  }
}
