package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.inner;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.typed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Trees;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassKeyThroughFullJoinTest {
  private static final Rule RULE = new PassKeyThroughFullJoin();
  private static final Relation SOLD = typed(0, "sold", "product integer", "n integer");
  private static final Relation BACK = typed(1, "back", "product integer", "n integer");

  @Test
  void leadsEachSidesChangesByItsOwnValue() {
    Passing passing = Passing.of(RULE, full(SOLD, BACK), f("COALESCE", col(0), col(2)));
    assertThat(passing.through(0).key().expressions()).containsExactly(col(0));
    assertThat(passing.through(1).key().expressions()).containsExactly(col(0));
    assertThat(passing.lifted(1, touched("product"))).isEqualTo(touched("product"));
    assertThat(passing.neededBy(0)).containsExactly(col(0));
    assertThat(passing.neededBy(1)).containsExactly(col(0));
  }

  @Test
  void takesBlocksOnEitherSide() {
    Relation block =
        group(BACK, List.of(as("product", col(0))), List.of(as("n", f("SUM", col(1)))));
    assertThat(Passing.of(RULE, full(SOLD, block), f("COALESCE", col(2), col(0))).branches())
        .isEqualTo(2);
  }

  @Test
  void isNotForOtherKeysJoinsOrTypes() {
    Passing.of(RULE, full(SOLD, BACK), col(0)).isNotMine();
    Passing.of(RULE, full(SOLD, BACK), f("COALESCE", col(0), col(3))).isNotMine();
    Passing.of(RULE, inner(SOLD, BACK, eq(col(0), col(2))), f("COALESCE", col(0), col(2)))
        .isNotMine();
    Relation texts = typed(1, "back", "product varchar", "n integer");
    Passing.of(RULE, full(SOLD, texts), f("COALESCE", col(0), col(2))).isNotMine();
    Relation floats = typed(1, "back", "product double precision", "n integer");
    Relation alike = typed(0, "sold", "product double precision", "n integer");
    Passing.of(RULE, full(alike, floats), f("COALESCE", col(0), col(2))).isNotMine();
  }

  private static Relation full(Relation left, Relation right) {
    return new Relation.Join(left, right, JoinKind.FULL, eq(col(0), col(2)), Trees.HERE);
  }
}
