package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.touched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassKeyThroughGroupByTest {
  private static final Rule RULE = new PassKeyThroughGroupBy();
  private static final Relation EVENTS =
      Passing.typed(0, "events", "user varchar(36)", "page varchar", "price double precision");
  private static final Relation GROUPS =
      group(
          EVENTS,
          List.of(as("user", col(0)), as("page", f("UPPER", col(1))), as("price", col(2))),
          List.of(as("n", f("COUNT", col(1)))));

  @Test
  void passesGroupExpressions() {
    Passing passing = Passing.of(RULE, GROUPS, col(1), col(0));
    assertThat(passing.branches()).isEqualTo(1);
    assertThat(passing.through(0).key().expressions()).containsExactly(f("UPPER", col(1)), col(0));
    assertThat(passing.neededBy(0)).containsExactly(f("UPPER", col(1)), col(0));
    assertThat(passing.neededSet(0, touched("page", "user"))).isEqualTo(touched("page", "user"));
  }

  @Test
  void passesFunctionsOfGroupExpressions() {
    assertThat(Passing.of(RULE, GROUPS, f("LEFT", col(0), lit("2"))).through(0).key().expressions())
        .containsExactly(f("LEFT", col(0), lit("2")));
  }

  @Test
  void keepsConditionsOnGroupsAndDropsThoseOnAggregates() {
    Key key = new Key(List.of(col(0)), List.of(eq(col(1), lit("'X'")), eq(col(3), lit("1"))));
    assertThat(Passing.of(RULE, GROUPS, key).through(0).key().conditions())
        .containsExactly(eq(f("UPPER", col(1)), lit("'X'")));
  }

  @Test
  void refusesAggregates() {
    Passing.of(RULE, GROUPS, col(3)).isRefused(RefusalCode.KEY_OF_AGGREGATE);
    Passing.of(RULE, GROUPS, col(0), col(3)).isRefused(RefusalCode.KEY_OF_AGGREGATE);
  }

  @Test
  void refusesWithoutGroups() {
    Passing.of(RULE, group(EVENTS, List.of(), List.of(as("n", f("COUNT", col(1))))), col(0))
        .isRefused(RefusalCode.ONE_ROW);
  }

  /** The total of a ROLLUP: its row has NULL for what it is not grouped by. */
  @Test
  void refusesTheSetOfNothing() {
    Passing.of(RULE, group(EVENTS, List.of(), List.of(as("n", f("COUNT", col(1))))), lit("NULL"))
        .isRefused(RefusalCode.GROUPING_SETS);
  }

  /** 0.0 and -0.0 are one group, and have two texts. */
  @Test
  void refusesFunctionsOfValuesThatAreEqualAndDiffer() {
    Passing.of(RULE, GROUPS, f("TO_CHAR", col(2))).isRefused(RefusalCode.LOOSE_KEY);
    assertThat(Passing.of(RULE, GROUPS, col(2)).branches()).isEqualTo(1);
  }

  @Test
  void isForNoOtherOperator() {
    Passing.of(RULE, EVENTS, col(0)).isNotMine();
  }
}
