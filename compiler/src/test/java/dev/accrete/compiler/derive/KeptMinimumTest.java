package dev.accrete.compiler.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.derive.DerivationRequest.Ordered;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.Building;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code visitor} is column 1 of events, {@code page} 2 and {@code seen} 3, a timestamp. */
class KeptMinimumTest {
  private static final Ordered BY_SEEN = new Ordered("SEEN", List.of());

  @Test
  void boundsWhereTheModelDoesNotKeepTheLeastItself() {
    assertThat(
            List.of(
                "SELECT visitor, COUNT(*) AS n FROM {events} GROUP BY visitor",
                "SELECT visitor, MIN(seen) AS start FROM {events} GROUP BY visitor HAVING COUNT(*) > 1",
                "SELECT visitor, MIN(seen) AS start FROM (SELECT visitor, seen, ROW_NUMBER() OVER"
                    + " (PARTITION BY visitor ORDER BY id) AS n FROM {events}) AS e WHERE n < 3 GROUP BY visitor",
                "SELECT e.visitor, MIN(e.seen) AS start FROM {events} AS e JOIN {users} AS u"
                    + " ON u.id = e.visitor GROUP BY e.visitor",
                "SELECT DISTINCT visitor FROM {events} WHERE visitor IN (SELECT id FROM {users})"))
        .allSatisfy(sql -> assertThat(bound(sql, BY_SEEN)).as(sql).contains(kept(1)));
  }

  @Test
  void theValuesAreThoseOfTheInputThatAPartitionIsMadeOf() {
    assertThat(
            bound(
                "SELECT visitor, COUNT(*) AS n FROM (SELECT visitor, ROW_NUMBER() OVER (PARTITION BY"
                    + " page ORDER BY seen, id, visitor) AS n FROM {events}) AS e WHERE n = 1 GROUP BY visitor",
                BY_SEEN))
        .contains(kept(2));
  }

  @Test
  void theModelsOwnLeastGoesBefore() {
    assertThat(bound("SELECT visitor, MIN(seen) AS start FROM {events} GROUP BY visitor", BY_SEEN))
        .contains(new TimeBound.Stored(3, 1));
  }

  @Test
  void nothingBoundsWhereASideTableWouldNotPayOrCannotKnow() {
    String counted = "SELECT visitor, COUNT(*) AS n FROM {events} GROUP BY visitor";
    assertThat(bound(counted, new Ordered("page", List.of()))).as("no time").isEmpty();
    assertThat(bound(counted, new Ordered("price", List.of()))).as("not exact").isEmpty();
    assertThat(bound(counted, new Ordered("absent", List.of()))).as("no column").isEmpty();
    assertThat(bound(counted, new Ordered("seen", List.of("visitor")))).as("one row").isEmpty();
    assertThat(bound(counted, new Ordered("seen", List.of("visitor", "id")))).isPresent();
    String loose = "SELECT price + 1 AS visitor, COUNT(*) AS n FROM {events} GROUP BY price + 1";
    assertThat(bound(loose, BY_SEEN)).as("loose equality").isEmpty();
  }

  private static TimeBound kept(int column) {
    return new TimeBound.Kept(3, List.of(new Expression.Column(column)));
  }

  private static Optional<TimeBound> bound(String sql, Ordered events) {
    Relation root = Building.tree(sql);
    int visitor = root.fields().stream().map(f -> f.name()).toList().indexOf("visitor");
    Relation touched =
        new Relation.KeySet(Deriver.TOUCHED, List.of(root.fields().get(visitor)), root.origin());
    List<Restriction> stored =
        Narrowings.of(new KeyPassing(root, input -> true), root, List.of(visitor), touched).stream()
            .map(r -> StoredMinimum.bounded(root, r))
            .toList();
    return KeptMinimum.bounded(root, stored, Map.of("events", events)).stream()
        .filter(r -> r.input().equals("events"))
        .findFirst()
        .flatMap(Restriction::bound);
  }
}
