package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.Certificates.changed;
import static dev.accrete.compiler.tree.Trees.HERE;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups over one input: the founding example. */
class GroupCheckTest {
  private final Scan events = scan(1, "events", "user", "session", "page");
  private final Relation sessions =
      group(
          filter(events, isNull(col(2))),
          List.of(as("user", col(0)), as("session", col(1))),
          List.of(as("pages", f("COUNT", col(2)))));
  private final List<Expression> both = List.of(col(0), col(1));

  private Certificates sessions() {
    return Certificates.of(sessions, 0, 1);
  }

  private Certificates restricted() {
    return sessions().only(events, both, touched("user", "session"));
  }

  @Test
  void changedRowsTouchTheirOwnKey() {
    restricted().route(events, project(changed(events), col(0), col(1))).accepted();
  }

  @Test
  void theModelsOwnConditionMayBeKept() {
    restricted()
        .route(events, project(filter(changed(events), isNull(col(2))), col(0), col(1)))
        .accepted();
  }

  @Test
  void oneOfTheGroupKeysMayBeTheKey() {
    Certificates.of(sessions, 0)
        .route(events, project(changed(events), col(0)))
        .only(events, List.of(col(0)), touched("user"))
        .accepted();
  }

  @Test
  void aWholeReadingNeedsNothing() {
    sessions().whole(events).route(events, project(changed(events), col(0), col(1))).accepted();
  }

  @Test
  void rejectsAMissingRoute() {
    restricted().rejected("no route leads a change of events");
  }

  @Test
  void rejectsARouteOfAnotherReference() {
    Scan other = scan(2, "events", "user", "session", "page");
    restricted().route(other, project(changed(events), col(0), col(1))).rejected("no route leads");
  }

  @Test
  void rejectsARouteThatRunsWhenAnotherInputChanges() {
    Scan other = scan(1, "users", "user", "session", "page");
    restricted().route(other, project(changed(events), col(0), col(1))).rejected("no route leads");
  }

  @Test
  void rejectsRemovedRowsLeftOut() {
    restricted().route(events, project(events, col(0), col(1))).rejected("no route leads");
  }

  @Test
  void rejectsAConditionThatTheModelLacks() {
    Relation some = filter(changed(events), infix(col(2), ">", lit("1")));
    restricted().route(events, project(some, col(0), col(1))).rejected("no route leads");
  }

  @Test
  void rejectsKeyColumnsInAnotherOrder() {
    restricted().route(events, project(changed(events), col(1), col(0))).rejected("no route leads");
  }

  @Test
  void rejectsAnAggregateAsKey() {
    Certificates.of(sessions, 2)
        .route(events, project(changed(events), col(2)))
        .whole(events)
        .rejected("the key is not told");
  }

  @Test
  void rejectsARouteThatAggregates() {
    Relation counted = group(changed(events), List.of(), List.of(as("n", f("COUNT", col(2)))));
    Certificates.of(sessions, 2).route(events, counted).whole(events).rejected("not told");
  }

  @Test
  void rejectsARestrictionOnTheWrongColumn() {
    sessions()
        .route(events, project(changed(events), col(0), col(1)))
        .only(events, List.of(col(1), col(0)), touched("user", "session"))
        .rejected("its restriction drops");
  }

  @Test
  void rejectsARestrictionToAnotherSet() {
    sessions()
        .route(events, project(changed(events), col(0), col(1)))
        .only(events, both, project(changed(events), col(0), col(1)))
        .rejected("its restriction drops");
  }

  @Test
  void rejectsMissingAndDoubleRestrictions() {
    Relation route = project(changed(events), col(0), col(1));
    sessions().route(events, route).rejected("no restriction for events");
    restricted().route(events, route).whole(events).rejected("two restrictions");
  }

  @Test
  void rejectsKeysThatAreNoColumns() {
    Certificates.of(sessions, 3).rejected("not made of output columns");
    Certificates.of(sessions).rejected("not made of output columns");
  }

  @Test
  void rejectsOtherStrategies() {
    assertThat(
            CertificateCheck.check(
                sessions, sessions().with(List.of(Strategy.MERGE, Strategy.FULL))))
        .isNotEmpty();
    assertThat(CertificateCheck.check(sessions, sessions().with(List.of(Strategy.RECOMPUTE))))
        .isNotEmpty();
  }

  @Test
  void rejectsWhatIsOpaqueUnlessFull() {
    Relation opaque = new Relation.Opaque(OpaqueReason.LIMIT, "LIMIT", events.fields(), HERE);
    Certificates of = Certificates.of(opaque, 0);
    of.rejected("not understood");
    assertThat(CertificateCheck.check(opaque, of.with(List.of(Strategy.FULL)))).isEmpty();
  }

  @Test
  void rejectsFunctionsThatChangeByThemselves() {
    Relation random = project(events, col(0), f("RANDOM"));
    Certificates.of(random, 0)
        .route(events, project(changed(events), col(0)))
        .whole(events)
        .rejected("another value each time");
  }

  @Test
  void rejectsRoutesThatReadFieldsOutOfRange() {
    restricted().route(events, project(changed(events), col(0), col(7))).rejected("lacks");
  }

  @Test
  void inputsThatNeverChangeNeedNoRoute() {
    assertThat(
            CertificateCheck.check(
                sessions,
                restricted().with(List.of(Strategy.RECOMPUTE, Strategy.FULL)),
                java.util.Set.of("events")))
        .isEmpty();
  }
}
