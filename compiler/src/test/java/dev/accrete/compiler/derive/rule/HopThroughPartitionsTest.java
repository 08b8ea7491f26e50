package dev.accrete.compiler.derive.rule;

import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HopThroughPartitionsTest {
  private static final Rule RULE = new HopThroughPartitions();
  private static final Relation EVENTS = scan(0, "events", "id", "user", "time");

  /** One event of each id; an id may be seen under several users. */
  private static final Relation NUMBERED =
      window(EVENTS, "ROW_NUMBER", List.of(col(0)), col(2), col(1));

  @Test
  void touchesTheRowsOwnKeyAndThoseOfItsPartition() {
    Passing passing = Passing.of(RULE, NUMBERED, col(1));
    assertThat(passing.branches()).isEqualTo(2);
    assertThat(passing.through(0).key().expressions()).containsExactly(col(1));
    assertThat(passing.lifted(0, touched("user"))).isEqualTo(touched("user"));
    assertThat(passing.through(1).key().expressions()).containsExactly(col(0));
    Relation inPartitions = nullSafe(EVENTS, List.of(col(0)), touched("id"));
    assertThat(passing.lifted(1, touched("id")))
        .isEqualTo(Relations.project(inPartitions, List.of(col(1))));
  }

  @Test
  void readsWholePartitionsThatHoldAKey() {
    Passing passing = Passing.of(RULE, NUMBERED, col(1));
    assertThat(passing.neededBy(0)).containsExactly(col(0));
    Relation ofKeys = nullSafe(EVENTS, List.of(col(1)), touched("user"));
    assertThat(passing.neededSet(0, touched("user")))
        .isEqualTo(Relations.project(ofKeys, List.of(col(0))));
  }

  /**
   * The other rows of a partition are no less touched because the changed one does not pass a
   * filter.
   */
  @Test
  void takesNoConditionThroughThePartition() {
    Key key = new Key(List.of(col(1)), List.of(eq(col(2), lit("1"))));
    Passing passing = Passing.of(RULE, NUMBERED, key);
    assertThat(passing.through(0).key().conditions()).containsExactly(eq(col(2), lit("1")));
    assertThat(passing.through(1).key().conditions()).isEmpty();
  }

  @Test
  void refusesTheWindowsOwnValue() {
    Passing.of(RULE, NUMBERED, col(3)).isRefused(RefusalCode.WINDOW_VALUE_AS_KEY);
  }

  @Test
  void refusesWindowsWithoutPartition() {
    Passing.of(RULE, window(EVENTS, "ROW_NUMBER", List.of(), col(2)), col(1))
        .isRefused(RefusalCode.WINDOW_WITHOUT_PARTITION);
  }

  @Test
  void refusesWindowsOfDifferentPartitions() {
    List<Relation.WindowColumn> columns = new ArrayList<>(((Relation.Window) NUMBERED).columns());
    columns.addAll((window(EVENTS, "RANK", List.of(col(2)), col(0))).columns());
    Passing.of(RULE, new Relation.Window(EVENTS, columns, Trees.HERE), col(1))
        .isRefused(RefusalCode.OTHER_FORM);
  }

  @Test
  void refusesTiesThatAreReadApart() {
    Relation open = window(EVENTS, "ROW_NUMBER", List.of(col(0)), col(2));
    Passing.of(RULE, open, col(1)).isRefused(RefusalCode.OPEN_TIE);
    assertThat(Passing.of(RULE, window(EVENTS, "RANK", List.of(col(0)), col(2)), col(1)).branches())
        .isEqualTo(2);
  }

  @Test
  void minglesTiesOfColumnsThatNobodyReads() {
    Relation open = window(EVENTS, "ROW_NUMBER", List.of(col(0)), col(1));
    assertThat(Passing.of(RULE, open, (node, field) -> field != 2, col(1)).branches()).isEqualTo(2);
  }

  @Test
  void refusesChoicesBelow() {
    Relation picked =
        group(
            EVENTS,
            List.of(as("id", col(0)), as("time", col(2))),
            List.of(as("user", f("ANY_VALUE", col(1)))));
    Relation over = window(picked, "ROW_NUMBER", List.of(col(0)), col(1), col(2));
    Passing.of(RULE, over, col(1)).isRefused(RefusalCode.OPEN_CHOICE);
  }

  @Test
  void isForNoOtherOperator() {
    Passing.of(RULE, EVENTS, col(0)).isNotMine();
  }
}
