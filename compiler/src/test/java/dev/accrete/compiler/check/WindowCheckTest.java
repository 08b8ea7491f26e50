package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.Certificates.changed;
import static dev.accrete.compiler.check.Certificates.ever;
import static dev.accrete.compiler.tree.Trees.NULL;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.union;
import static dev.accrete.compiler.tree.Trees.window;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows whose partitions are within a key, and the hop where they are not. */
class WindowCheckTest {
  private final Scan events = scan(1, "events", "id", "session", "t");
  private final List<Expression> id = List.of(col(0));
  private final Expression first = eq(col(3), lit("1"));

  private final Relation numbered = window(events, "ROW_NUMBER", id, col(2), col(1));
  private final Relation winners = filter(numbered, first);
  private final Relation sessions =
      group(winners, List.of(as("session", col(1))), List.of(as("n", f("COUNT", col(0)))));
  private final Relation mates =
      project(nullSafe(ever(events), id, project(changed(events), col(0))), col(1));
  private final Relation partitions =
      project(nullSafe(events, List.of(col(1)), touched("session")), col(0));

  @Test
  void aKeyOfThePartitionPasses() {
    Certificates.of(winners, 0)
        .route(events, project(changed(events), col(0)))
        .only(events, id, touched("id"))
        .accepted();
  }

  @Test
  void aTieIsHarmlessWithinThePartition() {
    Certificates.of(filter(window(events, "ROW_NUMBER", id, col(2)), first), 0)
        .route(events, project(changed(events), col(0)))
        .only(events, id, touched("id"))
        .accepted();
  }

  @Test
  void rejectsAConditionFromAboveTheWindow() {
    Expression late = infix(col(2), ">", lit("5"));
    Relation root = filter(window(events, "COUNT", id), late);
    Certificates.of(root, 0)
        .route(events, project(filter(changed(events), late), col(0)))
        .whole(events)
        .rejected("a change of events");
    Relation kept = project(filter(changed(events), infix(col(0), ">", lit("5"))), col(0));
    Certificates.of(filter(window(events, "COUNT", id), infix(col(0), ">", lit("5"))), 0)
        .route(events, kept)
        .whole(events)
        .accepted();
  }

  @Test
  void theHopGoesThroughTouchedPartitions() {
    Certificates.of(sessions, 0).route(events, mates).only(events, id, partitions).accepted();
  }

  @Test
  void theHopMayReadChangedRowsAndTheirCurrentMates() {
    Relation current = project(nullSafe(events, id, project(changed(events), col(0))), col(1));
    Certificates.of(sessions, 0)
        .route(events, union(project(changed(events), col(1)), current))
        .only(events, id, partitions)
        .accepted();
    Certificates.of(sessions, 0)
        .route(events, current)
        .only(events, id, partitions)
        .rejected("a change of events");
  }

  @Test
  void rejectsAWindowKeyWithoutHop() {
    Certificates.of(sessions, 0)
        .route(events, project(changed(events), col(1)))
        .whole(events)
        .rejected("a change of events");
  }

  @Test
  void rejectsAHopThatIsNotNullSafe() {
    Relation route = project(plain(ever(events), id, project(changed(events), col(0))), col(1));
    Certificates.of(sessions, 0).route(events, route).whole(events).rejected("a change of events");
  }

  @Test
  void rejectsTheKeyPushedBelowTheWindow() {
    Certificates.of(sessions, 0)
        .route(events, mates)
        .only(events, List.of(col(1)), touched("session"))
        .rejected("its restriction drops");
  }

  @Test
  void rejectsAHopWithATie() {
    Relation tied = filter(window(events, "ROW_NUMBER", id, col(2)), first);
    Certificates.of(project(tied, col(0), col(1)), 1)
        .route(events, mates)
        .only(events, id, partitions)
        .rejected("choose freely");
    Certificates.of(project(filter(window(events, "RANK", id, col(2)), first), col(0), col(1)), 1)
        .route(events, mates)
        .only(events, id, partitions)
        .accepted();
  }

  @Test
  void rejectsAWindowValueAsKey() {
    Certificates.of(numbered, 3)
        .route(events, project(changed(events), lit("1")))
        .whole(events)
        .rejected("the key is not told");
  }

  @Test
  void rejectsAWindowWithoutPartitionUnlessAllKeysAreTouched() {
    Relation root = window(events, "ROW_NUMBER", List.of(), col(2), col(1), col(0));
    Certificates.of(root, 0)
        .route(events, project(changed(events), col(0)))
        .whole(events)
        .rejected("a change of events");
  }

  @Test
  void theHopOverALeftJoinRoutesTheNullExtendedRowToo() {
    Scan map = scan(2, "map", "session", "user");
    Expression on = eq(col(1), col(3));
    Relation root = window(left(events, map, on), "COUNT", id);
    Relation touchedIds =
        project(plain(events, List.of(col(1)), project(changed(map), col(0))), col(0));
    Relation naive = project(nullSafe(left(ever(events), ever(map), on), id, touchedIds), col(4));
    Certificates hop =
        Certificates.of(root, 4)
            .route(
                events,
                project(
                    nullSafe(left(events, map, on), id, project(changed(events), col(0))), col(4)))
            .route(events, project(inner(changed(events), ever(map), on), col(4)))
            .route(events, project(changed(events), NULL))
            .route(map, naive)
            .whole(events, map);
    hop.rejected("a change of map");
    hop.route(map, project(nullSafe(left(events, map, on), id, touchedIds), col(4)))
        .route(map, project(inner(events, changed(map), on), col(4)))
        .route(map, project(plain(events, List.of(col(1)), project(changed(map), col(0))), NULL))
        .accepted();
  }

  @Test
  void rejectsAHopOverFilteredGroupsOfBothStates() {
    Relation root = window(single(events), "COUNT", id);
    Relation ids = project(changed(events), col(0));
    Certificates hop = Certificates.of(root, 1).whole(events);
    hop.route(events, project(nullSafe(single(ever(events)), id, ids), col(1)));
    hop.rejected("a change of events");
    hop.route(events, project(nullSafe(single(events), id, ids), col(1)));
    hop.rejected("a change of events");
    hop.route(events, project(changed(events), col(1))).accepted();
  }

  @Test
  void hopOverFilteredGroupsReadsWholePartitions() {
    Relation root = window(single(events), "COUNT", id);
    Relation ids = project(changed(events), col(0));
    Relation needed = project(nullSafe(single(events), List.of(col(1)), touched("s")), col(0));
    Certificates.of(root, 1)
        .route(events, project(changed(events), col(1)))
        .route(events, project(nullSafe(single(events), id, ids), col(1)))
        .only(events, id, needed)
        .accepted();
  }

  private static Relation single(Relation input) {
    List<dev.accrete.compiler.tree.Named> keys = List.of(as("id", col(0)), as("s", col(1)));
    return filter(group(input, keys, List.of(as("n", f("COUNT", col(2))))), eq(col(2), lit("1")));
  }

  @Test
  void stackedWindowsHopTwice() {
    Relation second = window(winners, "COUNT", List.of(col(1)));
    List<Expression> session = List.of(col(1));
    Relation sessionsOfMates =
        project(nullSafe(ever(events), id, project(changed(events), col(0))), col(1));
    Relation naive =
        project(
            nullSafe(
                filter(window(ever(events), "ROW_NUMBER", id, col(2), col(1)), first),
                session,
                sessionsOfMates),
            col(2));
    Relation all = project(nullSafe(ever(events), session, sessionsOfMates), col(2));
    Relation timed = project(nullSafe(winners, List.of(col(2)), touched("t")), col(1));
    Relation ids = project(nullSafe(events, session, timed), col(0));
    Certificates.of(second, 2).route(events, naive).only(events, id, ids).rejected("a change");
    Certificates.of(second, 2).route(events, all).only(events, id, ids).accepted();
    Certificates.of(second, 2).route(events, all).only(events, session, timed).rejected("drops");
  }

  @Test
  void rejectsATieInABlockThatSeveralKeysRead() {
    Scan visits = scan(2, "visits", "visit", "id");
    Relation route =
        project(plain(visits, List.of(col(1)), project(changed(events), col(0))), col(0));
    tie(visits, window(events, "ROW_NUMBER", id, col(2)), 0, route).rejected("choose freely");
    tie(visits, numbered, 0, route).accepted();
    Relation byId =
        project(plain(visits, List.of(col(1)), project(changed(events), col(0))), col(1));
    tie(visits, window(events, "ROW_NUMBER", id, col(2)), 1, byId).accepted();
  }

  private Certificates tie(Scan visits, Relation ranked, int key, Relation route) {
    Relation joined = left(visits, filter(ranked, first), eq(col(1), col(2)));
    return Certificates.of(project(joined, col(0), col(1), col(3)), key)
        .route(visits, project(changed(visits), col(key)))
        .route(events, route)
        .whole(visits, events);
  }

  @Test
  void rejectsAFreelyChosenValueInABlockThatSeveralKeysRead() {
    Scan visits = scan(2, "visits", "visit", "id");
    Relation block =
        group(events, List.of(as("id", col(0))), List.of(as("s", f("ANY_VALUE", col(1)))));
    Certificates.of(left(visits, block, eq(col(1), col(2))), 0)
        .route(visits, project(changed(visits), col(0)))
        .route(
            events,
            project(plain(visits, List.of(col(1)), project(changed(events), col(0))), col(0)))
        .whole(visits, events)
        .rejected("choose freely");
  }
}
