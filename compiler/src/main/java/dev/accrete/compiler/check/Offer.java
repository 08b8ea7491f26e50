package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Literal;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern that a route or restriction is sure to hold, made ready to be compared with many
 * obligations.
 *
 * @param pattern the pattern
 * @param factAtoms for each fact, the numbers of the atoms that it reads
 * @param fieldAtoms the same for each field
 * @param shape the fields with their columns named by input alone
 */
record Offer(
    Pattern pattern, List<int[]> factAtoms, List<int[]> fieldAtoms, List<Expression> shape) {

  static Offer of(Pattern pattern) {
    List<Atom> atoms = pattern.atoms();
    List<int[]> facts = new ArrayList<>();
    for (Fact fact : pattern.facts()) {
      facts.add(read(new Call("", List.of(fact.left(), fact.right()), List.of("", "", "")), atoms));
    }
    List<int[]> fields = pattern.fields().stream().map(f -> read(f, atoms)).toList();
    return new Offer(pattern, facts, fields, shape(pattern, pattern.fields()));
  }

  /** Images of an atom have its relation, so what has another shape makes other fields. */
  static List<Expression> shape(Pattern pattern, List<Expression> fields) {
    List<Expression> shape = new ArrayList<>();
    for (Expression field : fields) {
      Expression equal = Branches.equal(pattern.canonical(field));
      shape.add(equal.substitute(c -> shape(pattern.atoms(), c)));
    }
    return shape;
  }

  private static Expression shape(List<Atom> atoms, int column) {
    Atom atom = atoms.get(holder(atoms, column));
    String name =
        atom.relation() instanceof Scan scan
            ? scan.relation()
            : atom.relation() instanceof KeySet set ? set.name() : "";
    return new Literal(name + " column " + (column - atom.base()));
  }

  private static int[] read(Expression expression, List<Atom> atoms) {
    return expression.columns().stream().mapToInt(c -> holder(atoms, c)).distinct().toArray();
  }

  /** The number of the atom that a column belongs to. */
  static int holder(List<Atom> atoms, int column) {
    for (int i = 0; i < atoms.size(); i++) {
      if (atoms.get(i).holds(column)) {
        return i;
      }
    }
    throw new IllegalStateException("a column of no atom: " + column);
  }
}
