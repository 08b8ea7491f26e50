package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Equalities strung together: {@code a = b} and {@code b = c} make {@code a = c} where all three
 * are columns of one type, whose equal values do not differ ({@link Provenance} tells what becomes
 * of others).
 */
final class Chains {
  private Chains() {}

  /** The pattern with all equalities of columns that follow from others. */
  static Pattern told(Pattern pattern) {
    List<Set<Expression>> classes = new ArrayList<>();
    for (Fact fact : pattern.facts()) {
      Fact told = fact.map(pattern::canonical);
      String type = type(pattern, told.left());
      if (!fact.nullSafe() && !type.isEmpty() && type.equals(type(pattern, told.right()))) {
        join(classes, told);
      }
    }
    List<Fact> more = new ArrayList<>();
    for (Set<Expression> equal : classes) {
      for (Expression one : equal) {
        equal.forEach(other -> more.add(new Fact(one, other, false)));
      }
    }
    return pattern.withFacts(more);
  }

  private static void join(List<Set<Expression>> classes, Fact fact) {
    Set<Expression> all = new LinkedHashSet<>(List.of(fact.left()));
    all.add(fact.right());
    List<Set<Expression>> met =
        classes.stream().filter(c -> c.contains(fact.left()) || c.contains(fact.right())).toList();
    met.forEach(all::addAll);
    classes.removeAll(met);
    classes.add(all);
  }

  private static String type(Pattern pattern, Expression value) {
    if (!(value instanceof Column column)) {
      return "";
    }
    return pattern.atoms().stream()
        .filter(atom -> atom.holds(column.index()))
        .map(atom -> type(atom, column.index() - atom.base()))
        .findFirst()
        .orElse("");
  }

  private static String type(Atom atom, int field) {
    return ValueTypes.family(atom.relation(), new Column(field));
  }
}
