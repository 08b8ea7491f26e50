package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.NULL;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.State;
import dev.accrete.compiler.tree.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassKeyThroughBothSidesTest {
  private static final Rule RULE = new PassKeyThroughBothSides();
  private static final Scan EVENTS = scan(0, "events", "cookie", "user");
  private static final Scan USERS = scan(1, "users", "user", "name");
  private static final Expression CONDITION = eq(col(1), col(2));

  /** The visitor: the user's name, or the cookie where there is none. */
  private static final Expression VISITOR = f("COALESCE", col(3), col(0));

  @Test
  void readsALeftJoinAsItsInnerJoinAndItsRowsAlone() {
    Passing passing = Passing.of(RULE, left(EVENTS, USERS, CONDITION), VISITOR);
    assertThat(passing.branches()).isEqualTo(4);
    Relation changedEvents =
        inner(EVENTS.in(State.CHANGED), USERS.in(State.CURRENT_AND_REMOVED), CONDITION);
    Relation changedUsers =
        inner(EVENTS.in(State.CURRENT_AND_REMOVED), USERS.in(State.CHANGED), CONDITION);
    assertThat(passing.direct(0)).isEqualTo(new Passage.Direct(EVENTS, keys(changedEvents)));
    assertThat(passing.direct(1))
        .isEqualTo(new Passage.Direct(EVENTS, keys(alone(EVENTS.in(State.CHANGED)))));
    assertThat(passing.direct(2)).isEqualTo(new Passage.Direct(USERS, keys(changedUsers)));
    // An event that meets a changed user may have stood alone before, or stand alone now.
    assertThat(passing.direct(3)).isEqualTo(new Passage.Direct(USERS, keys(alone(changedUsers))));
  }

  @Test
  void readsAnInnerJoinOnceForEachInput() {
    Passing passing = Passing.of(RULE, inner(EVENTS, USERS, CONDITION), VISITOR);
    assertThat(passing.branches()).isEqualTo(2);
    assertThat(passing.direct(0).scan()).isEqualTo(EVENTS);
    assertThat(passing.direct(1).scan()).isEqualTo(USERS);
  }

  @Test
  void needsTheJoinValuesOfTouchedRowsOnBothSides() {
    Relation join = left(EVENTS, USERS, CONDITION);
    Passing passing = Passing.of(RULE, join, VISITOR);
    assertThat(passing.neededBy(0)).containsExactly(col(1));
    Relation ofKeys = nullSafe(join, List.of(VISITOR), touched("visitor"));
    assertThat(passing.neededSet(0, touched("visitor")))
        .isEqualTo(Relations.project(ofKeys, List.of(col(1))));
    // The partners of a row that is kept have its join value, so the same set serves.
    assertThat(passing.neededBy(1)).containsExactly(col(0));
    assertThat(passing.neededSet(1, touched("visitor")))
        .isEqualTo(Relations.project(ofKeys, List.of(col(1))));
  }

  @Test
  void readsBothSidesWholeWithoutAnEquality() {
    Passing passing = Passing.of(RULE, left(EVENTS, USERS, infix(col(1), "<", col(2))), col(0));
    assertThat(passing.branches()).isEqualTo(4);
    assertThat(passing.narrowing(0).part()).isEmpty();
    assertThat(passing.narrowing(1).part()).isEmpty();
  }

  @Test
  void refusesBlocks() {
    Relation block =
        group(USERS, List.of(as("user", col(0))), List.of(as("n", f("COUNT", col(1)))));
    Passing.of(RULE, left(EVENTS, block, CONDITION), VISITOR).isRefused(RefusalCode.KEY_FROM_BLOCK);
    Passing.of(RULE, left(EVENTS, block, infix(col(1), "<", col(2))), col(0))
        .isRefused(RefusalCode.NO_EQUALITY);
  }

  @Test
  void refusesRightJoinsWhichTreesDoNotHave() {
    Relation join =
        new Relation.Join(EVENTS, USERS, Relation.JoinKind.RIGHT, CONDITION, Trees.HERE);
    Passing.of(RULE, join, col(0)).isRefused(RefusalCode.JOIN_FORM);
  }

  @Test
  void readsAFullJoinWithNobodyOnEitherSideAndBothSidesWhole() {
    Relation join = new Relation.Join(EVENTS, USERS, Relation.JoinKind.FULL, CONDITION, Trees.HERE);
    Passing passing = Passing.of(RULE, join, col(0));
    assertThat(passing.branches()).isEqualTo(6);
    assertThat(passing.narrowing(0).part()).isEmpty();
    assertThat(passing.narrowing(1).part()).isEmpty();
  }

  @Test
  void isForNoOtherOperator() {
    Passing.of(RULE, EVENTS, col(0)).isNotMine();
  }

  private static Relation keys(Relation rows) {
    return Relations.project(rows, List.of(VISITOR));
  }

  private static Relation alone(Relation rows) {
    return project(
        rows,
        List.of(as("cookie", col(0)), as("user", col(1)), as("user", NULL), as("name", NULL)));
  }
}
