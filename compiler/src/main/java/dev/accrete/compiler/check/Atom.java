package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.State;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of a relation, as a variable. All atoms of a pattern lie side by side as one wide row.
 *
 * @param base the number of its first column in the wide row
 * @param relation a scan, a key set, or a block in its current state
 * @param kept whether the row stands in both states
 */
record Atom(int base, Relation relation, boolean kept) {

  /** The fields as columns of the wide row. */
  List<Expression> columns() {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < relation.fields().size(); i++) {
      columns.add(new Expression.Column(base + i));
    }
    return columns;
  }

  boolean holds(int column) {
    return column >= base && column < base + relation.fields().size();
  }

  /** Whether every row that the other atom can be is also a row of this one's relation. */
  boolean admits(Atom other) {
    if (relation instanceof Scan mine && other.relation instanceof Scan its) {
      return mine.relation().equals(its.relation())
          && mine.fields().equals(its.fields())
          && (mine.state() == its.state() || mine.state() == State.CURRENT_AND_REMOVED);
    }
    if (relation instanceof KeySet mine && other.relation instanceof KeySet its) {
      return mine.name().equals(its.name()) && mine.fields().size() == its.fields().size();
    }
    return relation.equals(other.relation);
  }
}
