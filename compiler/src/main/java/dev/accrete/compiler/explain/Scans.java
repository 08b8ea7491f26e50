package dev.accrete.compiler.explain;

import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.List;

/** Finds the readings of a reference in a tree. */
final class Scans {
  private Scans() {}

  static List<Relation> of(Relation relation, int reference) {
    return relation instanceof Scan scan && scan.reference() == reference
        ? List.of(relation)
        : relation.inputs().stream().flatMap(i -> of(i, reference).stream()).toList();
  }
}
