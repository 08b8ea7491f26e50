package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands out atoms, each with columns of its own in the wide row. */
final class Atoms {
  private final Work work;
  private int next;

  Atoms(Work work) {
    this.work = work;
  }

  void spendRow() {
    work.spendRow();
  }

  Atom fresh(Relation relation, boolean kept) {
    work.spendRow();
    Atom atom = Atom.of(next, relation, kept);
    next += atom.columns().size();
    return atom;
  }

  /**
   * The pattern with the row it makes told to be a row of the block: unknown fields are read from
   * there.
   */
  Pattern inBlock(Pattern pattern, Relation block, boolean kept) {
    Atom atom = fresh(block, kept);
    List<Expression> columns = atom.columns();
    List<Expression> fields = new ArrayList<>();
    Map<Expression, Expression> rewrites = new LinkedHashMap<>(pattern.rewrites());
    for (int i = 0; i < columns.size(); i++) {
      Expression field = pattern.fields().get(i);
      boolean known = Pattern.known(field);
      fields.add(known ? field : columns.get(i));
      if (known) {
        rewrites.put(columns.get(i), field);
      }
    }
    List<Atom> atoms = new ArrayList<>(pattern.atoms());
    atoms.add(atom);
    return new Pattern(
        List.copyOf(atoms),
        pattern.facts(),
        rewrites,
        List.copyOf(fields),
        pattern.changed(),
        pattern.real());
  }
}
