package dev.accrete.compiler.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.Building;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code seen} is column 3 of events, a timestamp. */
class StoredMinimumTest {
  @Test
  void takesTheLeastOfAColumnThatGroupsKeep() {
    assertThat(bound("SELECT visitor, MIN(seen) AS start FROM {events} GROUP BY visitor"))
        .contains(new TimeBound.Stored(3, 1));
  }

  @Test
  void looksThroughProjectionsAndFiltersRightAboveTheInput() {
    assertThat(
            bound(
                "SELECT first_seen, v FROM (SELECT visitor AS v, MIN(at) AS first_seen FROM"
                    + " (SELECT visitor, seen AS at FROM {events} WHERE page IS NOT NULL) AS e"
                    + " GROUP BY visitor) AS s"))
        .contains(new TimeBound.Stored(3, 0));
  }

  @Test
  void looksThroughWindowsAndTheLeftOfALeftJoin() {
    assertThat(
            bound(
                "SELECT visitor, MIN(seen) AS start, MAX(CASE WHEN n = 1 THEN page END) AS page FROM"
                    + " (SELECT visitor, seen, page, ROW_NUMBER() OVER (PARTITION BY visitor ORDER BY id) AS n"
                    + " FROM {events}) AS e GROUP BY visitor"))
        .contains(new TimeBound.Stored(3, 1));
    assertThat(
            bound(
                "SELECT e.visitor, MIN(e.seen) AS start, MAX(u.name) AS name FROM {events} AS e"
                    + " LEFT JOIN {users} AS u ON u.id = e.visitor GROUP BY e.visitor"))
        .contains(new TimeBound.Stored(3, 1));
  }

  @Test
  void refusesWhereARowMayBeNeededThatNoStoredRowCounts() {
    assertThat(
            List.of(
                "SELECT visitor, MIN(seen) AS start FROM {events} GROUP BY visitor HAVING COUNT(*) > 1",
                "SELECT visitor, MIN(seen) AS start FROM (SELECT visitor, seen, ROW_NUMBER() OVER"
                    + " (PARTITION BY visitor ORDER BY id) AS n FROM {events}) AS e WHERE n < 3 GROUP BY visitor",
                "SELECT e.visitor, MIN(e.seen) AS start FROM {events} AS e JOIN {users} AS u"
                    + " ON u.id = e.visitor GROUP BY e.visitor",
                "SELECT e.visitor, MIN(e.seen) AS start FROM {events} AS e LEFT JOIN {users} AS u"
                    + " ON u.id = e.visitor WHERE u.name IS NULL GROUP BY e.visitor",
                "SELECT visitor, MIN(CASE WHEN price > 1 THEN seen END) AS start FROM {events} GROUP BY visitor",
                "SELECT visitor, MIN(seen) OVER (PARTITION BY visitor) AS start FROM {events}",
                "SELECT visitor, MAX(seen) AS start FROM {events} GROUP BY visitor",
                "SELECT visitor, MIN(page) AS page, MIN(price) AS price FROM {events} GROUP BY visitor"))
        .allSatisfy(sql -> assertThat(bound(sql)).as(sql).isEmpty());
  }

  private static Optional<TimeBound> bound(String sql) {
    Relation root = Building.tree(sql);
    KeyPassing passing = new KeyPassing(root, input -> true);
    int visitor = -1;
    for (int i = 0; i < root.fields().size(); i++) {
      if (List.of("visitor", "v").contains(root.fields().get(i).name())) {
        visitor = i;
      }
    }
    Relation touched =
        new Relation.KeySet(Deriver.TOUCHED, List.of(root.fields().get(visitor)), root.origin());
    List<Restriction> restrictions = Narrowings.of(passing, root, List.of(visitor), touched);
    return StoredMinimum.bounded(root, restrictions.get(0)).bound();
  }
}
