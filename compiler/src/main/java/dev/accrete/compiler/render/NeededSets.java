package dev.accrete.compiler.render;

import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives names to the sets that restrictions read: one that is computed from tables, and not from
 * the touched keys alone, is staged once however many references read it.
 */
final class NeededSets {
  private final List<Named> found = new ArrayList<>();

  /** A set to stage. */
  record Named(String name, Relation relation) {}

  List<Named> found() {
    return found;
  }

  /** The restriction with its set by name, where the set is to be staged. */
  Restriction named(Restriction restriction) {
    if (restriction.whole() || !readsTables(restriction.set().get(0))) {
      return restriction;
    }
    Relation set = restriction.set().get(0);
    String name =
        found.stream()
            .filter(n -> n.relation().equals(set))
            .map(Named::name)
            .findFirst()
            .orElse(null);
    if (name == null) {
      name = "needed_" + (found.size() + 1);
      found.add(new Named(name, set));
    }
    Relation staged = new Relation.KeySet(name, set.fields(), set.origin());
    return new Restriction(
        restriction.reference(),
        restriction.input(),
        false,
        restriction.expressions(),
        List.of(staged),
        restriction.steps(),
        restriction.bound());
  }

  private static boolean readsTables(Relation relation) {
    return relation instanceof Relation.Scan
        || relation.inputs().stream().anyMatch(NeededSets::readsTables);
  }
}
