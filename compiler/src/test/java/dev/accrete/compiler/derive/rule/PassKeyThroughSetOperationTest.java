package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.union;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassKeyThroughSetOperationTest {
  private static final Rule RULE = new PassKeyThroughSetOperation();
  private static final Relation WEB = scan(0, "web", "id", "page");
  private static final Relation APP = scan(1, "app", "key", "screen");

  @Test
  void passesToEachBranchColumnByColumn() {
    for (Relation.SetKind kind : Relation.SetKind.values()) {
      Passing passing =
          Passing.of(
              RULE, new Relation.SetOperation(kind, false, List.of(WEB, APP), Trees.HERE), col(1));
      assertThat(passing.branches()).isEqualTo(2);
      assertThat(passing.through(0).input()).isSameAs(WEB);
      assertThat(passing.through(1).input()).isSameAs(APP);
      assertThat(passing.through(1).key().expressions()).containsExactly(col(1));
      assertThat(passing.neededBy(0)).containsExactly(col(1));
      assertThat(passing.neededSet(1, touched("page"))).isEqualTo(touched("page"));
    }
  }

  @Test
  void takesConditionsAlong() {
    Key key = new Key(List.of(col(1)), List.of(eq(col(0), lit("'a'"))));
    assertThat(Passing.of(RULE, union(WEB, APP), key).through(1).key().conditions())
        .containsExactly(eq(col(0), lit("'a'")));
  }

  @Test
  void isForNoOtherOperator() {
    Passing.of(RULE, WEB, col(0)).isNotMine();
  }
}
