package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.and;
import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.same;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassKeyThroughPreservedSideTest {
  private static final Rule RULE = new PassKeyThroughPreservedSide();
  private static final Relation EVENTS = scan(0, "events", "id", "user");
  private static final Relation USERS = scan(1, "users", "user", "country");
  private static final Relation JOIN = left(EVENTS, USERS, eq(col(1), col(2)));

  @Test
  void leadsChangesOfTheOtherSideThroughTheJoin() {
    Passing passing = Passing.of(RULE, JOIN, col(0));
    assertThat(passing.branches()).isEqualTo(2);
    assertThat(passing.through(0).input()).isSameAs(EVENTS);
    assertThat(passing.lifted(0, touched("id"))).isEqualTo(touched("id"));
    assertThat(passing.through(1).input()).isSameAs(USERS);
    assertThat(passing.through(1).key().expressions()).containsExactly(col(0));
    Relation joined = plain(EVENTS, List.of(col(1)), touched("user"));
    assertThat(passing.lifted(1, touched("user")))
        .isEqualTo(Relations.project(joined, List.of(col(0))));
  }

  @Test
  void needsTheOtherSideWhereItJoinsATouchedRow() {
    Passing passing = Passing.of(RULE, JOIN, col(0));
    assertThat(passing.neededBy(0)).containsExactly(col(0));
    assertThat(passing.neededBy(1)).containsExactly(col(0));
    Relation ofKeys = nullSafe(EVENTS, List.of(col(0)), touched("id"));
    assertThat(passing.neededSet(1, touched("id")))
        .isEqualTo(Relations.project(ofKeys, List.of(col(1))));
  }

  @Test
  void takesTheNeededValuesFromTheKeysWhereTheyAreInThem() {
    Passing passing = Passing.of(RULE, JOIN, col(0), col(1));
    assertThat(passing.neededSet(1, touched("id", "user")))
        .isEqualTo(Relations.project(touched("id", "user"), List.of(col(1))));
  }

  @Test
  void passesFromTheRightOfAnInnerJoin() {
    Passing passing = Passing.of(RULE, inner(EVENTS, USERS, eq(col(1), col(2))), col(3));
    assertThat(passing.through(0).input()).isSameAs(USERS);
    assertThat(passing.through(0).key().expressions()).containsExactly(col(1));
    assertThat(passing.narrowing(0).input())
        .as("narrowings are in the order of the inputs")
        .isSameAs(EVENTS);
    assertThat(passing.narrowing(1).input()).isSameAs(USERS);
  }

  @Test
  void leavesTheNullableSideToTheOtherRule() {
    Passing.of(RULE, JOIN, col(3)).isNotMine();
    Passing.of(RULE, JOIN, col(0), col(3)).isNotMine();
  }

  /**
   * A join's ON does not decide which preserved rows there are: no condition on them may be taken
   * down.
   */
  @Test
  void keepsOnConditionsOfTheOtherSideAlone() {
    Relation join =
        left(
            EVENTS,
            USERS,
            and(eq(col(1), col(2)), and(eq(col(0), lit("'a'")), eq(col(3), lit("'de'")))));
    Passing passing = Passing.of(RULE, join, col(0));
    assertThat(passing.through(0).key().conditions()).isEmpty();
    assertThat(passing.through(1).key().conditions()).containsExactly(eq(col(1), lit("'de'")));
  }

  @Test
  void matchesNullWhereTheJoinDoes() {
    Passing passing = Passing.of(RULE, left(EVENTS, USERS, same(col(1), col(2))), col(0));
    Relation joined = nullSafe(EVENTS, List.of(col(1)), touched("user"));
    assertThat(passing.lifted(1, touched("user")))
        .isEqualTo(Relations.project(joined, List.of(col(0))));
  }

  @Test
  void readsTheEqualityEitherWayRound() {
    assertThat(
            Passing.of(RULE, left(EVENTS, USERS, eq(col(2), col(1))), col(0))
                .through(1)
                .key()
                .expressions())
        .containsExactly(col(0));
  }

  @Test
  void leadsChangesThroughAnyConditionByTheColumnsThatItReads() {
    Passing passing = Passing.of(RULE, left(EVENTS, USERS, infix(col(1), "<", col(3))), col(0));
    assertThat(passing.through(0).input()).isSameAs(EVENTS);
    assertThat(passing.through(1).key().expressions()).containsExactly(col(1));
    Relation bound = inner(EVENTS, touched("country"), infix(col(1), "<", col(2)));
    assertThat(passing.lifted(1, touched("country")))
        .isEqualTo(Relations.project(bound, List.of(col(0))));
    assertThat(passing.neededBy(0)).containsExactly(col(0));
    assertThat(passing.narrowing(1).part()).isEmpty();
  }

  @Test
  void leadsChangesToAllRowsWhereNothingBindsThem() {
    Passing passing = Passing.of(RULE, left(EVENTS, USERS, eq(col(1), lit("'x'"))), col(0));
    assertThat(passing.through(1).key().expressions()).isEmpty();
    Relation all = plain(EVENTS, List.of(), touched());
    assertThat(passing.lifted(1, touched())).isEqualTo(Relations.project(all, List.of(col(0))));
  }

  @Test
  void leavesOutWhatAConditionAsksOfAnAggregate() {
    Relation block =
        group(USERS, List.of(as("user", col(0))), List.of(as("n", f("COUNT", col(1)))));
    Relation join = left(EVENTS, block, infix(col(0), "<", col(3)));
    assertThat(Passing.of(RULE, join, col(0)).through(1).key().expressions()).isEmpty();
  }

  @Test
  void takesABlockOnTheOtherSide() {
    Relation block =
        group(USERS, List.of(as("user", col(0))), List.of(as("n", f("COUNT", col(1)))));
    Passing passing = Passing.of(RULE, left(EVENTS, block, eq(col(1), col(2))), col(0));
    assertThat(passing.through(1).input()).isSameAs(block);
    assertThat(passing.through(1).key().expressions()).containsExactly(col(0));
  }

  /** A group beside the rows it is made of: the rows' own value is the key already. */
  @Test
  void asksNoBlockForAKeyThatTheJoinNames() {
    Relation users = group(USERS, List.of(as("user", col(0))), List.of(as("n", f("MAX", col(1)))));
    Relation again = scan(2, "users", "user", "country");
    Passing passing =
        Passing.of(RULE, inner(users, again, and(eq(col(0), col(2)), eq(col(1), col(3)))), col(0));
    assertThat(passing.lifted(1, touched("user", "country")))
        .isEqualTo(Relations.project(touched("user", "country"), List.of(col(0))));
    assertThat(passing.neededBy(1))
        .as("the value of the block is not asked")
        .containsExactly(col(0));
    assertThat(passing.neededSet(1, touched("user")))
        .isEqualTo(Relations.project(touched("user"), List.of(col(0))));
  }

  /** Another table's column may be of another type, whose values equal others. */
  @Test
  void asksTheBlockWhereTheOtherSideIsAnotherTable() {
    Relation users = group(USERS, List.of(as("user", col(0))), List.of(as("n", f("MAX", col(1)))));
    Passing passing = Passing.of(RULE, inner(users, EVENTS, eq(col(0), col(3))), col(0));
    Relation joined = plain(users, List.of(col(0)), touched("user"));
    assertThat(passing.lifted(1, touched("user")))
        .isEqualTo(Relations.project(joined, List.of(col(0))));
  }

  /** Two events of one user meet the same pick; recomputing one of them could pick again. */
  @Test
  void refusesAChoiceThatSeveralKeysShare() {
    Relation pick =
        group(USERS, List.of(as("user", col(0))), List.of(as("country", f("ANY_VALUE", col(1)))));
    Passing.of(RULE, left(EVENTS, pick, eq(col(1), col(2))), col(0))
        .isRefused(RefusalCode.OPEN_CHOICE);
    assertThat(Passing.of(RULE, left(EVENTS, pick, eq(col(1), col(2))), col(1)).branches())
        .isEqualTo(2);
  }

  @Test
  void refusesAChoiceOnTheKeysOwnSide() {
    Relation open = window(EVENTS, "ROW_NUMBER", List.of(col(1)), lit("1"));
    Passing.of(RULE, left(open, USERS, eq(col(1), col(3))), col(1))
        .isRefused(RefusalCode.OPEN_CHOICE);
  }

  @Test
  void isForNoOtherOperatorOrKind() {
    Passing.of(RULE, EVENTS, col(0)).isNotMine();
    Relation full =
        new Relation.Join(EVENTS, USERS, Relation.JoinKind.FULL, eq(col(1), col(2)), Trees.HERE);
    Passing.of(RULE, full, col(0)).isNotMine();
  }
}
