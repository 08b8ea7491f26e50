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
 * @param columns the fields as columns of the wide row
 */
record Atom(int base, Relation relation, boolean kept, List<Expression> columns) {

  static Atom of(int base, Relation relation, boolean kept) {
    int width = Wanted.width(relation);
    List<Expression> columns = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      columns.add(new Expression.Column(base + i));
    }
    return new Atom(base, relation, kept, List.copyOf(columns));
  }

  boolean holds(int column) {
    return column >= base && column < base + columns.size();
  }

  /** Whether every row that the other atom can be is also a row of this one's relation. */
  boolean admits(Atom other) {
    if (relation instanceof Scan mine && other.relation instanceof Scan its) {
      return mine.relation().equals(its.relation())
          && (mine.state() == its.state() || mine.state() == State.CURRENT_AND_REMOVED)
          && mine.fields().equals(its.fields());
    }
    if (relation instanceof KeySet mine && other.relation instanceof KeySet its) {
      return mine.name().equals(its.name()) && mine.fields().size() == its.fields().size();
    }
    return columns.size() == other.columns.size() && relation.equals(other.relation);
  }
}
