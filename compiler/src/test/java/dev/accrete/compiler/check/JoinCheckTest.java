package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.Certificates.changed;
import static dev.accrete.compiler.check.Certificates.ever;
import static dev.accrete.compiler.tree.Trees.NULL;
import static dev.accrete.compiler.tree.Trees.and;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.same;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.typed;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inner and left joins whose key comes from one side. */
class JoinCheckTest {
  private final Scan events = scan(1, "events", "session", "uid");
  private final Scan users = scan(2, "users", "id", "country");
  private final List<Expression> uid = List.of(col(1));
  private final List<Expression> id = List.of(col(0));

  private Relation bySession(Relation input) {
    return group(input, List.of(as("session", col(0))), List.of(as("country", f("MAX", col(3)))));
  }

  private Certificates routed(Relation root, Relation usersRoute) {
    return Certificates.of(root, 0)
        .route(events, project(changed(events), col(0)))
        .route(users, usersRoute)
        .only(events, List.of(col(0)), touched("session"))
        .whole(users);
  }

  private Relation usersToSessions() {
    return project(plain(events, uid, project(changed(users), col(0))), col(0));
  }

  @Test
  void aChangedRightRowIsLedThroughTheCurrentLeftRows() {
    routed(bySession(left(events, users, eq(col(1), col(2)))), usersToSessions()).accepted();
    routed(bySession(inner(events, users, eq(col(1), col(2)))), usersToSessions()).accepted();
  }

  /** Keys are looked up by equality, so the other row's value of the same column will do. */
  @Test
  void aChangedRowMayBringTheKeyThatItEquals() {
    Scan again = scan(3, "events", "session", "uid");
    Relation groups =
        group(events, List.of(as("session", col(0))), List.of(as("n", f("MAX", col(1)))));
    certificate(inner(groups, again, eq(col(0), col(2))), again, 0).accepted();
    certificate(left(groups, again, same(col(0), col(2))), again, 0).accepted();
    certificate(inner(groups, again, eq(col(0), col(2))), again, 1).rejected("a change of events");
    certificate(inner(groups, again, eq(col(0), col(3))), again, 1).rejected("a change of events");
    certificate(inner(groups, again, infix(col(0), "<", col(2))), again, 0)
        .rejected("a change of events");
    Scan others = scan(3, "others", "session", "uid");
    certificate(inner(groups, others, eq(col(0), col(2))), others, 0)
        .rejected("a change of others");
  }

  private Certificates certificate(Relation root, Scan other, int column) {
    return Certificates.of(root, 0)
        .route(events, project(changed(events), col(0)))
        .route(other, project(changed(other), col(column)))
        .whole(events, other);
  }

  @Test
  void anyConditionMayLeadThroughAJoin() {
    Expression condition = infix(col(1), "<", col(2));
    Relation joined = inner(events, changed(users), condition);
    routed(bySession(left(events, users, condition)), project(joined, col(0))).accepted();
  }

  @Test
  void conditionsOnTheLeftMayBeKeptAndOnTheRightInAnInnerJoin() {
    Expression condition = infix(col(3), "=", lit("'x'"));
    Relation route =
        project(
            plain(events, uid, project(filter(changed(users), eq(col(1), lit("'x'"))), col(0))),
            col(0));
    Relation joined = inner(events, users, eq(col(1), col(2)));
    routed(bySession(filter(joined, condition)), route).accepted();
  }

  @Test
  void rejectsAConditionOverTheNullableSide() {
    Relation root = bySession(filter(left(events, users, eq(col(1), col(2))), isNull(col(3))));
    Relation kept = project(filter(changed(users), isNull(col(1))), col(0));
    routed(root, project(plain(events, uid, kept), col(0))).rejected("a change of users");
    routed(root, usersToSessions()).accepted();
  }

  @Test
  void rejectsPlainEqualityWhereTheJoinIsNullSafe() {
    Relation root = bySession(left(events, users, same(col(1), col(2))));
    routed(root, usersToSessions()).rejected("a change of users");
    routed(root, project(nullSafe(events, uid, project(changed(users), col(0))), col(0)))
        .accepted();
  }

  @Test
  void rejectsPlainEqualityWhereOnePairIsNullSafe() {
    Scan left = scan(1, "events", "session", "a", "b");
    Scan right = scan(2, "users", "a", "b");
    Relation root = inner(left, right, and(eq(col(1), col(3)), same(col(2), col(4))));
    Relation set = project(changed(right), col(0), col(1));
    List<Expression> keys = List.of(col(1), col(2));
    Certificates certificate =
        Certificates.of(root, 0)
            .route(left, project(changed(left), col(0)))
            .whole(left, right)
            .route(right, project(plain(left, keys, set), col(0)));
    certificate.rejected("a change of users");
    certificate.route(right, project(nullSafe(left, keys, set), col(0))).accepted();
  }

  @Test
  void rejectsAPairThatTheJoinLacks() {
    Relation root = bySession(left(events, users, eq(col(1), col(2))));
    Relation other = project(plain(events, uid, project(changed(users), col(1))), col(0));
    routed(root, other).rejected("a change of users");
  }

  @Test
  void rejectsAnEqualityUnderOr() {
    Expression either = infix(eq(col(1), col(2)), "OR", isNull(col(1)));
    routed(bySession(left(events, users, either)), usersToSessions()).rejected("a change of users");
  }

  @Test
  void rejectsAPartOfTheJoinConditionAppliedToTheLeftRoute() {
    Expression condition = and(eq(col(1), col(2)), eq(col(1), lit("'u'")));
    Relation root = bySession(left(events, users, condition));
    Certificates.of(root, 0)
        .route(events, project(filter(changed(events), eq(col(1), lit("'u'"))), col(0)))
        .route(users, usersToSessions())
        .whole(events, users)
        .rejected("a change of events");
  }

  @Test
  void theRightSideMayBeRestrictedToTheLeftRowsOfTouchedKeys() {
    Relation root = bySession(left(events, users, eq(col(1), col(2))));
    Relation set = project(nullSafe(events, List.of(col(0)), touched("session")), col(1));
    Certificates.of(root, 0)
        .route(events, project(changed(events), col(0)))
        .route(users, usersToSessions())
        .only(events, List.of(col(0)), touched("session"))
        .only(users, id, set)
        .accepted();
  }

  @Test
  void theRightSideMayBeRestrictedByTouchedKeysThatItIsJoinedOn() {
    Relation root = left(events, users, eq(col(1), col(2)));
    Certificates.of(root, 1)
        .route(events, project(changed(events), col(1)))
        .route(users, project(changed(users), col(0)))
        .whole(events)
        .only(users, id, touched("uid"))
        .rejected("no route leads a change of users");
    Certificates.of(root, 1)
        .route(events, project(changed(events), col(1)))
        .route(users, project(plain(events, uid, project(changed(users), col(0))), col(1)))
        .only(events, uid, touched("uid"))
        .only(users, id, touched("uid"))
        .accepted();
  }

  @Test
  void rejectsARestrictionOfTheRightSideByAnUnrelatedKey() {
    Relation root = bySession(left(events, users, eq(col(1), col(2))));
    Certificates.of(root, 0)
        .route(events, project(changed(events), col(0)))
        .route(users, usersToSessions())
        .whole(events)
        .only(users, id, touched("session"))
        .rejected("rows of users");
  }

  @Test
  void aKeyFromTheRightOfAnInnerJoinIsTheMirrorImage() {
    Relation root = inner(events, users, eq(col(1), col(2)));
    Relation route = project(plain(users, id, project(changed(events), col(1))), col(1));
    Certificates certificate =
        Certificates.of(root, 3)
            .route(events, route)
            .only(users, List.of(col(1)), touched("country"))
            .whole(events);
    certificate.rejected("a change of users");
    certificate.route(users, project(changed(users), col(1))).accepted();
  }

  @Test
  void aSelfJoinNeedsARouteForEachReading() {
    Scan second = scan(2, "events", "session", "uid");
    Relation root = left(events, second, eq(col(1), col(3)));
    Certificates certificate =
        Certificates.of(root, 0)
            .route(events, project(changed(events), col(0)))
            .only(events, List.of(col(0)), touched("session"))
            .whole(second);
    certificate.rejected("events (reference 2)");
    certificate
        .route(second, project(plain(events, uid, project(changed(second), col(1))), col(0)))
        .accepted();
  }

  @Test
  void oneReferenceReadTwiceIsRestrictedForBothReadings() {
    Relation root = left(events, events, eq(col(1), col(3)));
    Certificates certificate =
        Certificates.of(root, 0)
            .route(events, project(changed(events), col(0)))
            .route(events, project(plain(events, uid, project(changed(events), col(1))), col(0)));
    certificate.only(events, List.of(col(0)), touched("session")).rejected("restriction drops");
  }

  @Test
  void aBlockOnTheRightIsRoutedByItsGroupKey() {
    Relation block =
        filter(
            group(users, List.of(as("id", col(0))), List.of(as("n", f("COUNT", col(1))))),
            infix(col(1), ">", lit("1")));
    Relation root = left(events, block, eq(col(1), col(2)));
    Relation set = project(nullSafe(events, List.of(col(0)), touched("session")), col(1));
    Certificates.of(root, 0)
        .route(events, project(changed(events), col(0)))
        .route(users, usersToSessions())
        .only(events, List.of(col(0)), touched("session"))
        .only(users, id, set)
        .accepted();
    Relation having =
        filter(
            group(changed(users), List.of(as("id", col(0))), List.of(as("n", f("COUNT", col(1))))),
            infix(col(1), ">", lit("1")));
    routed(root, project(plain(events, uid, project(having, col(0))), col(0)))
        .rejected("a change of users");
  }

  @Test
  void aBlockOnTheLeftIsReadWhole() {
    Relation block =
        filter(
            group(events, List.of(as("s", col(0))), List.of(as("u", f("MAX", col(1))))),
            infix(col(1), ">", lit("1")));
    Relation root = left(block, users, eq(col(1), col(2)));
    routed(root, project(plain(block, uid, project(changed(users), col(0))), col(0))).accepted();
    Relation literalNull = project(plain(block, uid, project(changed(users), NULL)), col(0));
    routed(root, literalNull).rejected("a change of users");
  }

  @Test
  void objectsToMoreThanItCanCheck() {
    Relation root = events;
    for (int i = 0; i < 20; i++) {
      root = left(root, scan(10 + i, "d" + i, "id", "v"), eq(col(1), col(2 + 2 * i)));
    }
    Expression all = col(0);
    for (int i = 0; i < 20; i++) {
      all = f("COALESCE", all, col(3 + 2 * i));
    }
    Certificates.of(project(root, all), 0).rejected("too many outer joins or self joins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"d%d", "d"})
  void manyLeftJoinsStayQuick(String names) {
    List<Relation> joins = new ArrayList<>(List.of(events));
    List<Scan> dimensions = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      dimensions.add(scan(10 + i, String.format(names, i), "id", "v"));
      joins.add(left(joins.get(i), dimensions.get(i), eq(col(1), col(2 + 2 * i))));
    }
    Certificates certificate =
        Certificates.of(joins.get(12), 0)
            .route(events, project(changed(events), col(0)))
            .only(events, List.of(col(0)), touched("session"));
    for (int i = 0; i < 12; i++) {
      Relation ids = project(changed(dimensions.get(i)), col(0));
      certificate.whole(dimensions.get(i));
      certificate.route(dimensions.get(i), project(plain(joins.get(i), uid, ids), col(0)));
    }
    certificate.accepted();
  }

  @Test
  void theLeftMayBeReadInAnyWideEnoughState() {
    Relation wide = project(plain(ever(events), uid, project(changed(users), col(0))), col(0));
    routed(bySession(left(events, users, eq(col(1), col(2)))), wide).accepted();
    Relation narrow = project(plain(changed(events), uid, project(changed(users), col(0))), col(0));
    routed(bySession(left(events, users, eq(col(1), col(2)))), narrow)
        .rejected("a change of users");
  }

  @Test
  void equalitiesOfOneTypeAreStrungTogether() {
    chain("varchar(20)", "text", "varchar").accepted();
    chain("integer", "int4", "integer").accepted();
  }

  @Test
  void rejectsAChainOfEqualitiesOfOtherTypes() {
    chain("varchar(20)", "integer", "varchar(20)").rejected("rows of hits");
    chain("bigint", "double precision", "bigint").rejected("rows of hits");
    chain("char(5)", "char(5)", "char(5)").rejected("rows of hits");
  }

  /** Hits of sessions of visitors, by visitor; the hits are restricted by the visitors' own key. */
  private static Certificates chain(String one, String middle, String last) {
    Scan visitors = typed(1, "visitors", "k " + one);
    Scan sessions = typed(2, "sessions", "k " + middle);
    Scan hits = typed(3, "hits", "k " + last, "n integer");
    Relation inner = left(sessions, hits, eq(col(0), col(1)));
    Relation root = left(visitors, inner, eq(col(0), col(1)));
    List<Expression> key = List.of(col(0));
    Relation ofSessions = plain(visitors, key, project(changed(sessions), col(0)));
    Relation met = plain(sessions, key, project(changed(hits), col(0)));
    return Certificates.of(root, 0)
        .route(visitors, project(changed(visitors), col(0)))
        .route(sessions, project(ofSessions, col(0)))
        .route(hits, project(plain(visitors, key, project(met, col(0))), col(0)))
        .only(visitors, key, touched("k"))
        .whole(sessions)
        .only(hits, key, touched("k"));
  }
}
