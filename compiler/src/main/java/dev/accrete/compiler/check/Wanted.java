package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which fields of an operator's input are asked about, when some of its own fields are. */
final class Wanted {
  private Wanted() {}

  /**
   * How many fields a relation has; it makes no list of them, as there are many operators to ask.
   */
  static int width(Relation relation) {
    if (relation instanceof Project project) {
      return project.columns().size();
    }
    if (relation instanceof Aggregate aggregate) {
      return aggregate.keys().size() + aggregate.aggregates().size();
    }
    if (relation instanceof Window window) {
      return width(window.input()) + window.columns().size();
    }
    if (relation instanceof Join join) {
      return width(join.left()) + width(join.right());
    }
    if (relation instanceof Relation.Subquery subquery) {
      return width(subquery.input()) + 1;
    }
    if (relation instanceof Filter
        || relation instanceof Matching
        || relation instanceof SetOperation) {
      return width(relation.inputs().get(0));
    }
    return relation.fields().size();
  }

  /** What the wanted ones among expressions read. */
  static Set<Integer> below(List<Named> columns, Set<Integer> wanted) {
    Set<Integer> below = new TreeSet<>();
    wanted.stream()
        .filter(i -> i < columns.size())
        .forEach(i -> below.addAll(columns.get(i).expression().columns()));
    return below;
  }

  /** The wanted fields of a window's input, and what its partitions read. */
  static Set<Integer> below(Window window, Set<Integer> wanted) {
    Set<Integer> below = new TreeSet<>(wanted);
    int width = width(window.input());
    below.removeIf(i -> i >= width);
    window.columns().forEach(c -> c.partition().forEach(p -> below.addAll(p.columns())));
    return below;
  }

  /** The wanted fields of a subquery's input. */
  static Set<Integer> below(Relation.Subquery subquery, Set<Integer> wanted) {
    Set<Integer> below = new TreeSet<>(wanted);
    below.remove(width(subquery.input()));
    return below;
  }

  /** The fields of both sides that decide whether a subquery's row matters, or are wanted. */
  static Sides binding(Relation.Subquery subquery, Set<Integer> wanted) {
    return Sides.of(with(below(subquery, wanted), subquery.condition()), width(subquery.input()));
  }

  static Set<Integer> with(Set<Integer> wanted, Expression condition) {
    Set<Integer> more = new TreeSet<>(wanted);
    more.addAll(condition.columns());
    return more;
  }

  /** Fields of a join, by side; each side counts from 0. */
  record Sides(Set<Integer> left, Set<Integer> right) {
    static Sides of(Set<Integer> wanted, int width) {
      Set<Integer> left = new TreeSet<>();
      Set<Integer> right = new TreeSet<>();
      for (int field : wanted) {
        (field < width ? left : right).add(field < width ? field : field - width);
      }
      return new Sides(left, right);
    }
  }
}
