package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Step;
import dev.accrete.compiler.derive.rule.Key;
import dev.accrete.compiler.derive.rule.Passage;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what a recompute needs of each reading: the narrowings of the rules, composed from the
 * output down.
 */
final class Narrowings {
  private final KeyPassing passing;
  private final List<Restriction> found = new ArrayList<>();

  private Narrowings(KeyPassing passing) {
    this.passing = passing;
  }

  /**
   * One restriction for each reading. A text that is read in two places of the tree (a CTE used
   * twice) is restricted only where both places need the same part.
   */
  static List<Restriction> of(
      KeyPassing passing, Relation root, List<Integer> columns, Relation touched) {
    Narrowings narrowings = new Narrowings(passing);
    List<Expression> expressions =
        columns.stream().<Expression>map(Expression.Column::new).toList();
    narrowings.visit(root, expressions, touched, List.of());
    Map<Integer, Restriction> byReference = new LinkedHashMap<>();
    for (Restriction restriction : narrowings.found) {
      byReference.merge(restriction.reference(), restriction, Narrowings::both);
    }
    return List.copyOf(byReference.values());
  }

  private static Restriction both(Restriction one, Restriction other) {
    boolean same =
        one.whole() == other.whole()
            && one.expressions().equals(other.expressions())
            && one.set().equals(other.set());
    return same ? one : Restriction.whole(one.reference(), one.input(), one.steps());
  }

  private void visit(Relation node, List<Expression> expressions, Relation set, List<Step> steps) {
    if (node instanceof Relation.Scan scan) {
      found.add(
          new Restriction(
              scan.reference(), scan.relation(), false, expressions, List.of(set), steps));
      return;
    }
    if (node instanceof Relation.Values) {
      return;
    }
    if (!(passing.decide(node, Key.of(expressions)) instanceof KeyPassing.Decision decision)) {
      whole(node, steps);
      return;
    }
    List<Step> through = KeyPassing.append(steps, decision.step(node));
    for (Passage.Narrowing narrowing : decision.passed().narrowings()) {
      if (narrowing.part().isPresent()) {
        Passage.Part part = narrowing.part().get();
        visit(narrowing.input(), part.expressions(), part.set().apply(set), through);
      } else {
        whole(narrowing.input(), through);
      }
    }
  }

  private void whole(Relation node, List<Step> steps) {
    for (Relation.Scan scan : node.scans()) {
      found.add(Restriction.whole(scan.reference(), scan.relation(), steps));
    }
  }
}
