package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.and;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Relation;
import org.junit.jupiter.api.Test;

class PassKeyThroughFilterTest {
  private static final Rule RULE = new PassKeyThroughFilter();
  private static final Relation EVENTS = scan(0, "events", "id", "page");

  @Test
  void takesItsConditionsAlong() {
    Passing passing =
        Passing.of(RULE, filter(EVENTS, and(eq(col(1), lit("'x'")), isNull(col(0)))), col(0));
    assertThat(passing.branches()).isEqualTo(1);
    assertThat(passing.through(0).input()).isSameAs(EVENTS);
    assertThat(passing.through(0).key().expressions()).containsExactly(col(0));
    assertThat(passing.through(0).key().conditions())
        .containsExactly(eq(col(1), lit("'x'")), isNull(col(0)));
  }

  @Test
  void touchesWhatIsTouchedBelow() {
    Passing passing = Passing.of(RULE, filter(EVENTS, isNull(col(1))), col(0));
    assertThat(passing.lifted(0, touched("id"))).isEqualTo(touched("id"));
  }

  @Test
  void needsTheRowsOfTheKeyWhetherTheyPassOrNot() {
    Passing passing = Passing.of(RULE, filter(EVENTS, isNull(col(1))), col(0));
    assertThat(passing.neededBy(0)).containsExactly(col(0));
    assertThat(passing.neededSet(0, touched("id"))).isEqualTo(touched("id"));
  }

  @Test
  void isForNoOtherOperator() {
    Passing.of(RULE, project(EVENTS, col(0)), col(0)).isNotMine();
    Passing.of(RULE, EVENTS, col(0)).isNotMine();
  }
}
