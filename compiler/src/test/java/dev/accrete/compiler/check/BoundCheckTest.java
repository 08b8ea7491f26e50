package dev.accrete.compiler.check;

import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.typed;
import static dev.accrete.compiler.tree.Trees.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundCheckTest {
  private static final Scan EVENTS = scan(0, "events", "k", "t", "page");
  private static final Scan TYPED = typed(0, "events", "k varchar", "t timestamp", "page integer");
  private static final Scan USERS = scan(1, "users", "id");

  @Test
  void acceptsTheLeastOfAllRows() {
    assertThat(objections(least(EVENTS), 1, 1)).isEmpty();
    assertThat(objections(least(filter(EVENTS, isNull(col(2)))), 1, 1)).isEmpty();
    assertThat(objections(least(left(EVENTS, USERS, eq(col(0), col(3)))), 1, 1)).isEmpty();
    assertThat(objections(least(window(EVENTS, "ROW_NUMBER", List.of(col(0)), col(2))), 1, 1))
        .isEmpty();
    assertThat(objections(project(least(EVENTS), col(1), col(0)), 1, 0)).isEmpty();
  }

  @Test
  void rejectsAnotherColumnOrAnotherAggregate() {
    assertThat(objections(least(EVENTS), 2, 1)).hasSize(1);
    assertThat(objections(least(EVENTS), 1, 0)).hasSize(1);
    Relation greatest = group(EVENTS, List.of(as("k", col(0))), List.of(as("m", f("MAX", col(1)))));
    assertThat(objections(greatest, 1, 1)).hasSize(1);
  }

  @Test
  void rejectsRowsThatOthersMayHide() {
    assertThat(objections(least(inner(EVENTS, USERS, eq(col(0), col(3)))), 1, 1)).hasSize(1);
    Relation joined = left(EVENTS, USERS, eq(col(0), col(3)));
    assertThat(objections(least(filter(joined, isNull(col(3)))), 1, 1)).hasSize(1);
    Relation numbered = window(EVENTS, "ROW_NUMBER", List.of(col(0)), col(2));
    assertThat(objections(least(filter(numbered, eq(col(3), col(2)))), 1, 1)).hasSize(1);
    assertThat(objections(filter(least(EVENTS), isNull(col(0))), 1, 1)).hasSize(1);
  }

  @Test
  void rejectsSetsThatAreNotTheStoredKeys() {
    Relation root = least(EVENTS);
    Relation other = project(EVENTS, col(0));
    assertThat(objections(root, new TimeBound.Stored(1, 1), other)).hasSize(1);
  }

  @Test
  void acceptsASideTableOfTheSameValuesWhateverStandsAbove() {
    Relation joined = inner(TYPED, USERS, eq(col(0), col(3)));
    Relation root = filter(group(joined, List.of(as("k", col(0))), List.of()), isNull(col(0)));
    Relation cookies = project(TYPED, col(0));
    assertThat(objections(root, new TimeBound.Kept(1, List.of(col(0))), cookies)).isEmpty();
    assertThat(objections(root, new TimeBound.Kept(1, List.of(col(0))), touched("k"))).isEmpty();
  }

  @Test
  void rejectsASideTableOfOtherValues() {
    Relation root = group(TYPED, List.of(as("k", col(0))), List.of());
    assertThat(objections(root, new TimeBound.Kept(1, List.of(col(2))), touched("k"))).hasSize(1);
    assertThat(objections(root, new TimeBound.Kept(1, List.of()), touched("k"))).hasSize(1);
    assertThat(objections(root, new TimeBound.Kept(7, List.of(col(0))), touched("k"))).hasSize(1);
  }

  @Test
  void rejectsASideTableWhoseValuesOrTimesAreLoose() {
    Relation loose = group(scan(0, "events", "k", "t"), List.of(as("k", col(0))), List.of());
    assertThat(objections(loose, new TimeBound.Kept(1, List.of(col(0))), touched("k"))).hasSize(1);
    Relation root = group(TYPED, List.of(as("k", col(0))), List.of());
    assertThat(objections(root, new TimeBound.Kept(0, List.of(col(0))), touched("k"))).hasSize(1);
  }

  private static Relation least(Relation input) {
    return group(input, List.of(as("k", col(0))), List.of(as("least", f("MIN", col(1)))));
  }

  private static List<Objection> objections(Relation root, int field, int output) {
    return objections(root, new TimeBound.Stored(field, output), touched("k"));
  }

  private static List<Objection> objections(Relation root, TimeBound bound, Relation set) {
    Restriction restriction =
        new Restriction(0, "events", false, List.of(col(0)), List.of(set), List.of()).within(bound);
    Certificate certificate =
        new Certificate(
            List.of(Strategy.RECOMPUTE, Strategy.FULL),
            List.of(0),
            List.of(),
            List.of(restriction),
            Map.of(),
            List.of(),
            List.of(),
            List.of());
    return new BoundCheck(root, certificate).objections();
  }
}
