package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.tree.ComparedTypes;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Columns of UNION, INTERSECT and EXCEPT that Redshift will refuse, as a number meets a text or a
 * time in them: "Set operations don't allow implicit conversion between different categories of
 * data types" (Database Developer Guide, "UNION, INTERSECT, and EXCEPT").
 */
public final class MixedBranches {
  private final List<Diagnostic> found = new ArrayList<>();

  private MixedBranches() {}

  /** Those of a query for Redshift. */
  public static List<Diagnostic> of(Relation root) {
    MixedBranches branches = new MixedBranches();
    branches.walk(root);
    return branches.found;
  }

  private void walk(Relation relation) {
    relation.inputs().forEach(this::walk);
    if (relation instanceof Relation.SetOperation set) {
      for (int i = 0; i < set.fields().size(); i++) {
        column(set, i);
      }
    }
  }

  /** Told at the first branch that differs. */
  private void column(Relation.SetOperation set, int column) {
    Optional<String> before = Optional.empty();
    for (Relation branch : set.inputs()) {
      Optional<String> category = ComparedTypes.category(branch, column);
      if (before.isPresent() && category.isPresent() && !category.equals(before)) {
        String name = set.fields().get(column).name();
        found.add(
            Diagnostic.at(
                    Code.WRONG_CALL,
                    branch.origin(),
                    "%s of a %s and a %s in column %d, %s"
                        .formatted(set.kind(), before.get(), category.get(), column + 1, name))
                .withHint("cast one of the two to the other's type"));
        return;
      }
      before = before.or(() -> category);
    }
  }
}
