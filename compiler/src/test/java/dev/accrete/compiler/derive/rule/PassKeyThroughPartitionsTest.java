package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassKeyThroughPartitionsTest {
  private static final Rule RULE = new PassKeyThroughPartitions();
  private static final Relation EVENTS =
      Passing.typed(0, "events", "user varchar", "id varchar", "price double precision");
  private static final Relation NUMBERED =
      window(EVENTS, "ROW_NUMBER", List.of(col(0), col(1)), col(2));

  @Test
  void passesPartOfThePartition() {
    Passing passing = Passing.of(RULE, NUMBERED, col(0));
    assertThat(passing.through(0).input()).isSameAs(EVENTS);
    assertThat(passing.through(0).key().expressions()).containsExactly(col(0));
    assertThat(passing.neededBy(0)).containsExactly(col(0));
    assertThat(passing.neededSet(0, touched("user"))).isEqualTo(touched("user"));
  }

  @Test
  void passesFunctionsOfThePartition() {
    assertThat(Passing.of(RULE, NUMBERED, f("UPPER", col(0))).branches()).isEqualTo(1);
  }

  /** A filter on the window's value above it says nothing of the rows below. */
  @Test
  void dropsConditionsThatReadMoreThanThePartition() {
    Key key =
        new Key(
            List.of(col(0)),
            List.of(eq(col(1), lit("'a'")), eq(col(2), lit("1")), eq(col(3), lit("1"))));
    assertThat(Passing.of(RULE, NUMBERED, key).through(0).key().conditions())
        .containsExactly(eq(col(1), lit("'a'")));
  }

  @Test
  void leavesOtherColumnsToTheHop() {
    Passing.of(RULE, NUMBERED, col(2)).isNotMine();
    Passing.of(RULE, NUMBERED, col(0), col(2)).isNotMine();
    Passing.of(RULE, NUMBERED, col(3)).isNotMine();
    Passing.of(RULE, NUMBERED, lit("1")).isNotMine();
  }

  @Test
  void needsTheKeyInEveryPartition() {
    List<Relation.WindowColumn> columns = new ArrayList<>(((Relation.Window) NUMBERED).columns());
    columns.addAll((window(EVENTS, "RANK", List.of(col(1)), col(2))).columns());
    Relation both = new Relation.Window(EVENTS, columns, Trees.HERE);
    Passing.of(RULE, both, col(0)).isNotMine();
    assertThat(Passing.of(RULE, both, col(1)).branches()).isEqualTo(1);
  }

  /** Rows whose floats are equal share a partition, and may differ in a function of them. */
  @Test
  void passesNoFunctionOfLooselyEqualColumns() {
    Relation byPrice = window(EVENTS, "ROW_NUMBER", List.of(col(2)), col(0));
    Passing.of(RULE, byPrice, f("TO_CHAR", col(2))).isNotMine();
    assertThat(Passing.of(RULE, byPrice, col(2)).branches()).isEqualTo(1);
  }

  @Test
  void isForNoOtherOperator() {
    Passing.of(RULE, EVENTS, col(0)).isNotMine();
  }
}
