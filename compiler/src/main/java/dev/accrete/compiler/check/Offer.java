package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Literal;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that a route or restriction is sure to hold, made ready to be compared with many
 * obligations, as far as it ever is.
 */
final class Offer {
  private final Pattern pattern;
  private final List<Expression> shape;
  private @Nullable List<int[]> factAtoms;
  private @Nullable List<int[]> fieldAtoms;

  Offer(Pattern pattern) {
    this.pattern = pattern;
    this.shape = shape(pattern, pattern.fields());
  }

  Pattern pattern() {
    return pattern;
  }

  /** The fields with their columns named by input alone. */
  List<Expression> shape() {
    return shape;
  }

  /** For each fact, the numbers of the atoms that it reads. */
  List<int[]> factAtoms() {
    List<int[]> read = factAtoms;
    if (read == null) {
      read = new ArrayList<>();
      for (Fact fact : pattern.facts()) {
        Set<Integer> columns = new TreeSet<>(fact.left().columns());
        columns.addAll(fact.right().columns());
        read.add(atoms(columns));
      }
      factAtoms = read;
    }
    return read;
  }

  /** The same for each field. */
  List<int[]> fieldAtoms() {
    List<int[]> read = fieldAtoms;
    if (read == null) {
      read = pattern.fields().stream().map(f -> atoms(f.columns())).toList();
      fieldAtoms = read;
    }
    return read;
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

  private int[] atoms(Set<Integer> columns) {
    return columns.stream().mapToInt(c -> holder(pattern.atoms(), c)).distinct().toArray();
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
