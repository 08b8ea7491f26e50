package dev.accrete.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.analyze.Clock;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Flip;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.Building;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker accepts the author's model without its clock, and nothing that lacks more. */
class ClockCheckTest {
  private static final String TIMED =
      "SELECT e.id, CURRENT_DATE AS day FROM {events} e JOIN {users} u ON u.id = e.id"
          + " WHERE e.seen > CURRENT_DATE AND u.id < NOW() AND e.page = 'x'"
          + " AND EXISTS (SELECT 1 FROM {users} w WHERE w.id = e.id)";
  private static final Relation WRITTEN = tree(TIMED);
  private static final Clock CLOCK = Clock.of(WRITTEN, new Functions(Set.of(), "redshift"));

  private static Relation tree(String sql) {
    return Building.built(sql).value().root();
  }

  private static List<String> objections(Relation timeless, List<Integer> key, List<Flip> flips) {
    return objections(WRITTEN, timeless, key, flips);
  }

  private static List<String> objections(
      Relation written, Relation timeless, List<Integer> key, List<Flip> flips) {
    Certificate certificate =
        new Certificate(
            List.of(Strategy.RECOMPUTE, Strategy.FULL),
            key,
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(1),
            flips);
    return ClockCheck.check(written, timeless, certificate).stream()
        .map(Objection::sentence)
        .toList();
  }

  @Test
  void acceptsWhatIsLed() {
    assertThat(CLOCK.flips()).hasSize(2);
    assertThat(objections(CLOCK.root(), List.of(0), CLOCK.flips())).isEmpty();
  }

  @Test
  void objectsToALostCondition() {
    for (int lost = 0; lost < 2; lost++) {
      assertThat(objections(CLOCK.root(), List.of(0), List.of(CLOCK.flips().get(lost))))
          .containsExactly("a condition is left out that no flip leads");
    }
    Relation more = tree(TIMED.replace(" AND e.page = 'x'", ""));
    Relation without = Clock.of(more, new Functions(Set.of(), "redshift")).root();
    assertThat(objections(without, List.of(0), CLOCK.flips()))
        .contains("a condition is left out that no flip leads");
  }

  /** What passes is said of a {@code ref()} as a whole, and so of both readings. */
  @Test
  void objectsToAConditionThatOneOfTwoReadingsHas() {
    Relation written =
        tree(
            "WITH c AS (SELECT id, seen FROM {events}) SELECT a.id FROM c AS a LEFT JOIN"
                + " (SELECT id FROM c WHERE seen > CURRENT_DATE) AS b ON b.id = a.id");
    Relation.Scan scan = written.scans().get(0);
    Flip flip =
        Clock.of(
                tree("SELECT id FROM {events} WHERE seen > CURRENT_DATE"),
                new Functions(Set.of(), "redshift"))
            .flips()
            .get(0);
    Flip led =
        new Flip(scan.reference(), flip.input(), scan.fields(), flip.condition(), flip.origin());
    assertThat(objections(written, unfiltered(written), List.of(0), List.of(led)))
        .isNotEmpty()
        .containsOnly("a flip leads a condition that another reading has not");
  }

  private static Relation unfiltered(Relation node) {
    if (node instanceof Relation.Filter filter) {
      return unfiltered(filter.input());
    }
    if (node instanceof Relation.Project p) {
      return new Relation.Project(unfiltered(p.input()), p.columns(), p.origin(), p.fields());
    }
    return node instanceof Relation.Join j
        ? new Relation.Join(
            unfiltered(j.left()),
            unfiltered(j.right()),
            j.kind(),
            j.condition(),
            j.origin(),
            j.fields())
        : node;
  }

  @Test
  void objectsToAKeyOfTheClock() {
    assertThat(objections(CLOCK.root(), List.of(0, 1), CLOCK.flips()))
        .containsExactly("the key is computed from the clock");
  }

  @Test
  void objectsToAnotherModel() {
    Relation other =
        Clock.of(tree(TIMED.replace("JOIN", "LEFT JOIN")), new Functions(Set.of(), "redshift"))
            .root();
    assertThat(objections(other, List.of(0), CLOCK.flips())).isNotEmpty();
  }
}
