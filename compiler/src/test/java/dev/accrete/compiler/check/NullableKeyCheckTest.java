package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.Certificates.changed;
import static dev.accrete.compiler.check.Certificates.ever;
import static dev.accrete.compiler.tree.Trees.NULL;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.union;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Visitors: the key is the user that a map knows for the cookie, else the cookie. */
class NullableKeyCheckTest {
  private final Scan events = scan(1, "events", "cookie", "page");
  private final Scan map = scan(2, "map", "cookie", "user");
  private final Expression on = eq(col(0), col(2));
  private final Expression visitor = f("COALESCE", col(3), col(0));
  private final Expression alone = f("COALESCE", NULL, col(0));
  private final List<Expression> cookie = List.of(col(0));
  private final Relation visitors =
      group(
          project(left(events, map, on), visitor, col(1)),
          List.of(as("visitor", col(0))),
          List.of(as("pages", f("COUNT", col(1)))));

  private final Relation eventsWithPartner =
      project(inner(changed(events), ever(map), on), visitor);
  private final Relation eventsAlone = project(changed(events), alone);
  private final Relation mapWithPartner = project(inner(ever(events), changed(map), on), visitor);
  private final Relation mapAlone =
      project(plain(ever(events), cookie, project(changed(map), col(0))), alone);

  private Certificates whole() {
    return Certificates.of(visitors, 0).whole(events, map);
  }

  @Test
  void bothFormsOfEachOuterRowAreRouted() {
    whole()
        .route(events, eventsWithPartner)
        .route(events, eventsAlone)
        .route(map, union(mapWithPartner, mapAlone))
        .accepted();
  }

  @Test
  void anUntypedNullMayBeCast() {
    Expression typed = f("COALESCE", f("CAST", NULL), col(0));
    whole()
        .route(events, union(eventsWithPartner, project(changed(events), typed)))
        .route(map, union(mapWithPartner, mapAlone))
        .accepted();
  }

  @Test
  void oneSideMayBeReadInItsCurrentStateAlone() {
    Relation current = project(inner(events, changed(map), on), visitor);
    whole()
        .route(events, union(eventsWithPartner, eventsAlone))
        .route(map, union(current, mapAlone))
        .accepted();
  }

  @Test
  void rejectsBothSidesReadInTheirCurrentState() {
    whole()
        .route(events, union(project(inner(changed(events), map, on), visitor), eventsAlone))
        .route(map, union(project(inner(events, changed(map), on), visitor), mapAlone))
        .rejected("a change of events");
  }

  @Test
  void rejectsAMissingNullExtendedBranchOfTheMap() {
    whole()
        .route(events, union(eventsWithPartner, eventsAlone))
        .route(map, mapWithPartner)
        .rejected("a change of map (reference 2) to the keys that it can touch, where an outer");
  }

  @Test
  void rejectsAMissingNullExtendedBranchOfTheEvents() {
    whole()
        .route(events, eventsWithPartner)
        .route(map, union(mapWithPartner, mapAlone))
        .rejected("where an outer join finds no partner");
  }

  @Test
  void rejectsALeftJoinInPlaceOfBothForms() {
    whole()
        .route(events, project(left(changed(events), ever(map), on), visitor))
        .route(map, union(mapWithPartner, mapAlone))
        .rejected("where an outer join finds no partner");
  }

  @Test
  void rejectsNullInPlaceOfTheKeyComputedOnTheNullExtendedRow() {
    Relation nothing = project(plain(ever(events), cookie, project(changed(map), col(0))), NULL);
    whole()
        .route(events, union(eventsWithPartner, eventsAlone))
        .route(map, union(mapWithPartner, nothing))
        .rejected("where an outer join finds no partner");
  }

  @Test
  void rejectsARouteThatForgetsTheMapsMatches() {
    whole()
        .route(events, union(eventsWithPartner, eventsAlone))
        .route(map, mapAlone)
        .rejected("a change of map");
  }

  @Test
  void rejectsARestrictionOfTheNullableSideByItsOwnKey() {
    Relation root = left(events, map, on);
    Relation nulls = project(plain(ever(events), cookie, project(changed(map), col(0))), NULL);
    Certificates certificate =
        Certificates.of(root, 3)
            .route(events, project(inner(changed(events), ever(map), on), col(3)))
            .route(events, project(changed(events), NULL))
            .route(map, project(inner(ever(events), changed(map), on), col(3)))
            .route(map, nulls)
            .whole(events);
    certificate.only(map, List.of(col(1)), touched("user")).rejected("rows of map");
  }

  @Test
  void anInnerJoinMayRestrictEachSideByItsPartOfTheKey() {
    Relation root = inner(events, map, on);
    Certificates.of(root, 1, 3)
        .route(events, project(inner(changed(events), ever(map), on), col(1), col(3)))
        .route(map, project(inner(events, changed(map), on), col(1), col(3)))
        .only(events, List.of(col(1)), project(touched("page", "user"), col(0)))
        .only(map, List.of(col(1)), project(touched("page", "user"), col(1)))
        .accepted();
  }
}
