package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.Certificates.changed;
import static dev.accrete.compiler.check.Certificates.ever;
import static dev.accrete.compiler.tree.Trees.and;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.same;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Rules that look right: the checker objects, and on random small tables they do give wrong ones.
 */
class TemptingRulesTest {
  private static final int CASES = 4_000;

  private final Scan events = scan(1, "events", "id", "session", "t");
  private final Scan map = scan(2, "map", "session", "user");
  private final List<Expression> id = List.of(col(0));

  private static void wrong(Relation root, Certificates certificate) {
    assertThat(certificate.objections()).isNotEmpty();
    Random random = new Random(3);
    int failures = 0;
    for (int i = 0; i < CASES; i++) {
      Changes changes = new Changes(random, root.scans());
      boolean right =
          changes.incrementalEqualsFull(
              root, certificate.with(List.of(Strategy.RECOMPUTE, Strategy.FULL)));
      failures += right ? 0 : 1;
    }
    assertThat(failures).isPositive();
  }

  @Test
  void aLeftJoinReadAsOneOverBothStatesLosesOldRowsWithoutPartner() {
    Expression on = eq(col(1), col(3));
    Relation root = window(left(events, map, on), "COUNT", id);
    Relation both = left(ever(events), ever(map), on);
    Relation ids = project(plain(events, List.of(col(1)), project(changed(map), col(0))), col(0));
    Certificates hop =
        Certificates.of(root, 4)
            .route(events, project(nullSafe(both, id, project(changed(events), col(0))), col(4)))
            .route(map, project(nullSafe(both, id, ids), col(4)))
            .whole(events, map);
    wrong(root, hop);
  }

  @Test
  void groupsCountedOverBothStatesAreFilteredAway() {
    Relation root = window(single(events), "COUNT", id);
    Relation both = nullSafe(single(ever(events)), id, project(changed(events), col(0)));
    wrong(root, Certificates.of(root, 1).route(events, project(both, col(1))).whole(events));
  }

  private static Relation single(Relation input) {
    return filter(
        group(
            input,
            List.of(as("id", col(0)), as("s", col(1))),
            List.of(as("n", f("COUNT", col(2))))),
        eq(col(2), lit("1")));
  }

  @Test
  void theFirstRowOverBothStatesIsOnlyOneOfTwo() {
    Relation root = window(winners(events), "COUNT", List.of(col(1)));
    Relation sessions =
        project(nullSafe(ever(events), id, project(changed(events), col(0))), col(1));
    Relation both = nullSafe(winners(ever(events)), List.of(col(1)), sessions);
    wrong(root, Certificates.of(root, 2).route(events, project(both, col(2))).whole(events));
  }

  private Relation winners(Relation input) {
    return filter(window(input, "ROW_NUMBER", id, col(2), col(1)), eq(col(3), lit("1")));
  }

  @Test
  void aConditionAboveAWindowSaysNothingAboutTheChangedRow() {
    Expression late = eq(col(2), lit("1"));
    Relation root = filter(window(events, "COUNT", id), late);
    Relation kept = filter(changed(events), late);
    wrong(root, Certificates.of(root, 0).route(events, project(kept, col(0))).whole(events));
  }

  @Test
  void oneNullSafePairMakesTheWholeRouteNullSafe() {
    Relation root = inner(events, map, and(eq(col(0), col(4)), same(col(1), col(3))));
    Relation set = project(changed(map), col(1), col(0));
    wrong(
        root,
        Certificates.of(root, 2)
            .route(events, project(changed(events), col(2)))
            .route(map, project(plain(events, List.of(col(0), col(1)), set), col(2)))
            .whole(events, map));
  }
}
