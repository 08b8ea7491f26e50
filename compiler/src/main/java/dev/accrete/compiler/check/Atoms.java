package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;

/** Hands out atoms, each with columns of its own in the wide row. */
final class Atoms {
  private int next;

  Atom fresh(Relation relation, boolean kept) {
    Atom atom = new Atom(next, relation, kept);
    next += relation.fields().size();
    return atom;
  }

  /** The pattern with the row it makes told to be a row of the block: unknown fields are read from there. */
  Pattern inBlock(Pattern pattern, Relation block, boolean kept) {
    Atom atom = fresh(block, kept);
    List<Expression> fields = new ArrayList<>();
    Pattern told = pattern;
    for (int i = 0; i < pattern.fields().size(); i++) {
      Expression field = pattern.fields().get(i);
      Expression column = atom.columns().get(i);
      fields.add(Pattern.known(field) ? field : column);
      told = told.identify(column, field);
    }
    List<Atom> atoms = new ArrayList<>(told.atoms());
    atoms.add(atom);
    return new Pattern(
        List.copyOf(atoms), told.facts(), told.rewrites(), fields, told.changed(), told.real());
  }
}
