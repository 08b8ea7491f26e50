package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which fields of an operator's input are asked about, when some of its own fields are. */
final class Wanted {
  private Wanted() {}

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
    below.removeIf(i -> i >= window.input().fields().size());
    window.columns().forEach(c -> c.partition().forEach(p -> below.addAll(p.columns())));
    return below;
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
