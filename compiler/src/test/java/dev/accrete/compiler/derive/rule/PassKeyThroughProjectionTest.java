package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.isNull;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassKeyThroughProjectionTest {
  private static final Rule RULE = new PassKeyThroughProjection();
  private static final Relation EVENTS = scan(0, "events", "id", "page");

  @Test
  void rewritesTheKeyInTermsOfItsInput() {
    Relation projection = project(EVENTS, f("UPPER", col(1)), col(0));
    Passing passing = Passing.of(RULE, projection, col(0), f("LOWER", col(1)));
    assertThat(passing.through(0).key().expressions())
        .containsExactly(f("UPPER", col(1)), f("LOWER", col(0)));
    assertThat(passing.neededBy(0)).containsExactly(f("UPPER", col(1)), f("LOWER", col(0)));
  }

  @Test
  void rewritesConditionsToo() {
    Key key = new Key(List.of(col(1)), List.of(eq(col(0), lit("'X'"))));
    Passing passing = Passing.of(RULE, project(EVENTS, f("UPPER", col(1)), col(0)), key);
    assertThat(passing.through(0).key().conditions())
        .containsExactly(eq(f("UPPER", col(1)), lit("'X'")));
  }

  @Test
  void isForNoOtherOperator() {
    Passing.of(RULE, filter(EVENTS, isNull(col(1))), col(0)).isNotMine();
  }
}
