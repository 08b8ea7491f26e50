package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassKeyThroughSubqueryTest {
  private static final Rule RULE = new PassKeyThroughSubquery();
  private static final Relation EVENTS = scan(0, "events", "id", "user");
  private static final Relation BOTS = scan(1, "bots", "user", "since");
  private static final Expression EQUAL = eq(col(1), col(2));

  @Test
  void leadsChangesThroughTheEqualityThatBindsTheSubquery() {
    Passing passing = Passing.of(RULE, subquery(EQUAL, lit("TRUE")), col(0));
    assertThat(passing.through(0).input()).isSameAs(EVENTS);
    assertThat(passing.through(1).input()).isSameAs(BOTS);
    assertThat(passing.through(1).key().expressions()).containsExactly(col(0));
    Relation matched = plain(EVENTS, List.of(col(1)), touched("user"));
    assertThat(passing.lifted(1, touched("user")))
        .isEqualTo(Relations.project(matched, List.of(col(0))));
    assertThat(passing.neededBy(1)).containsExactly(col(0));
  }

  @Test
  void leadsChangesOfANotInToRowsThatAreNotUnequalAndReadsTheSubqueryWhole() {
    Expression either =
        new Expression.Call("IS NOT FALSE", List.of(EQUAL), List.of("(", ") IS NOT FALSE"));
    Passing passing = Passing.of(RULE, subquery(lit("TRUE"), either), col(0));
    assertThat(passing.lifted(1, touched("user")))
        .isEqualTo(Relations.project(inner(EVENTS, touched("user"), either), List.of(col(0))));
    assertThat(passing.narrowing(1).part()).isEmpty();
  }

  @Test
  void leadsChangesToAllRowsWhereNothingBindsTheSubquery() {
    Passing passing = Passing.of(RULE, subquery(lit("TRUE"), lit("TRUE")), col(0));
    assertThat(passing.through(1).key().expressions()).isEmpty();
    assertThat(passing.lifted(1, touched()))
        .isEqualTo(Relations.project(plain(EVENTS, List.of(), touched()), List.of(col(0))));
  }

  @Test
  void refusesWhatTheSubquerySaysAsKey() {
    Passing.of(RULE, subquery(EQUAL, lit("TRUE")), col(2)).isRefused(RefusalCode.SUBQUERY_AS_KEY);
  }

  @Test
  void refusesASubqueryThatPicks() {
    Relation picking =
        new Relation.Subquery(
            EVENTS, BOTS, EQUAL, lit("TRUE"), f("ANY_VALUE", col(3)), lit(""), Trees.HERE);
    Passing.of(RULE, picking, col(0)).isRefused(RefusalCode.OPEN_CHOICE);
  }

  @Test
  void isForNoOtherOperator() {
    Passing.of(RULE, EVENTS, col(0)).isNotMine();
  }

  private static Relation subquery(Expression bound, Expression compared) {
    return new Relation.Subquery(
        EVENTS, BOTS, bound, compared, lit("EXISTS (SELECT 1"), lit(""), Trees.HERE);
  }
}
