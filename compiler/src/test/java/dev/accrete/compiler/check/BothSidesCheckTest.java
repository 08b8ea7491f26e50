package dev.accrete.compiler.check;

import static dev.accrete.compiler.check.SideCases.COOKIE;
import static dev.accrete.compiler.check.SideCases.MAP;
import static dev.accrete.compiler.check.SideCases.SESSIONS;
import static dev.accrete.compiler.check.SideCases.VISITOR;
import static dev.accrete.compiler.check.SideCases.needed;
import static dev.accrete.compiler.check.SideCases.routed;
import static dev.accrete.compiler.tree.Trees.HERE;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.union;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key over both sides of a join, with both sides restricted by one set of join values. */
class BothSidesCheckTest {
  private final Relation.Join outer = left(SESSIONS, MAP, eq(col(0), col(2)));
  private final Relation.Join inner = inner(SESSIONS, MAP, eq(col(0), col(2)));

  @Test
  void partnersOfKeptRowsAreKept() {
    routed(outer).only(SESSIONS, COOKIE, needed(outer)).only(MAP, COOKIE, needed(outer)).accepted();
    routed(inner).only(SESSIONS, COOKIE, needed(inner)).only(MAP, COOKIE, needed(inner)).accepted();
  }

  @Test
  void rejectsAnotherSetForTheRightSide() {
    Relation matched = needed(inner);
    routed(outer)
        .only(SESSIONS, COOKIE, needed(outer))
        .only(MAP, COOKIE, matched)
        .rejected("rows of map");
    routed(outer)
        .only(SESSIONS, COOKIE, needed(outer))
        .only(MAP, COOKIE, touched("v"))
        .rejected("rows of map");
    Relation users = project(nullSafe(MAP, List.of(col(1)), touched("v")), col(0));
    routed(outer)
        .only(SESSIONS, COOKIE, needed(outer))
        .only(MAP, COOKIE, users)
        .rejected("rows of map");
  }

  @Test
  void rejectsARightSideWhoseLostPartnersWouldLeaveRowsAlone() {
    routed(outer).whole(SESSIONS).only(MAP, COOKIE, needed(outer)).rejected("rows of map");
    routed(inner).whole(SESSIONS).only(MAP, COOKIE, needed(inner)).accepted();
  }

  @Test
  void rejectsALeftSideThatKeepsMore() {
    Relation more = union(needed(outer), project(SESSIONS, col(1)));
    routed(outer).only(SESSIONS, COOKIE, more).only(MAP, COOKIE, needed(outer)).rejected("map");
    Relation opaque = new Relation.Opaque(OpaqueReason.OTHER, "?", needed(outer).fields(), HERE);
    routed(outer)
        .only(SESSIONS, COOKIE, union(needed(outer), opaque))
        .only(MAP, COOKIE, needed(outer))
        .rejected("map");
  }

  @Test
  void equalitiesAreStrungTogetherOverOneTypeAlone() {
    Relation theirs = project(nullSafe(outer, List.of(VISITOR), touched("v")), col(2));
    assertThat(Provenance.same(SESSIONS, col(0), needed(outer), col(0))).isTrue();
    assertThat(Provenance.same(SESSIONS, col(0), theirs, col(0))).isFalse();
    assertThat(Provenance.same(SESSIONS, col(0), touched("v"), col(0))).isFalse();
  }
}
