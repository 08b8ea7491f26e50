package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.certificate.Step;
import dev.accrete.compiler.derive.rule.Key;
import dev.accrete.compiler.derive.rule.Passage;
import dev.accrete.compiler.derive.rule.Relations;
import dev.accrete.compiler.derive.rule.Rule;
import dev.accrete.compiler.derive.rule.Rules;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.ReadFields;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Passes a key from the output down to the scans, asking the rules at each operator. */
final class KeyPassing {
  private final Relation root;
  private final Rule.Context context;
  private final Predicate<String> changes;

  /**
   * @param changes whether an input, by its name, can change at all
   */
  KeyPassing(Relation root, Predicate<String> changes) {
    this.root = root;
    this.context = ReadFields.of(root)::isRead;
    this.changes = changes;
  }

  /** The routes of a key, or why there are none. */
  record Outcome(List<Route> routes, Optional<Refusal> refusal) {
    static Outcome refused(Refusal refusal) {
      return new Outcome(List.of(), Optional.of(refusal));
    }
  }

  /** What an operator's rule said, with the rule. */
  record Decision(Rule rule, Passage.Passed passed) {
    Step step(Relation node) {
      return new Step(rule.name(), passed.sentence(), node.origin());
    }
  }

  /** The routes by which changes of every input touch the keys that some output columns are. */
  Outcome routes(List<Integer> columns) {
    List<Expression> expressions =
        columns.stream().<Expression>map(Expression.Column::new).toList();
    return routes(root, Key.of(expressions), List.of());
  }

  private Outcome routes(Relation node, Key key, List<Step> steps) {
    if (node instanceof Relation.Scan scan) {
      return new Outcome(scanRoutes(scan, key, steps), Optional.empty());
    }
    if (node instanceof Relation.Values) {
      // Constants never change.
      return new Outcome(List.of(), Optional.empty());
    }
    Object answer = decide(node, key);
    if (answer instanceof Refusal refusal) {
      return Outcome.refused(refusal);
    }
    Decision decision = (Decision) answer;
    List<Step> through = append(steps, decision.step(node));
    List<Route> routes = new ArrayList<>();
    for (Passage.Branch branch : decision.passed().branches()) {
      if (branch instanceof Passage.Direct direct) {
        routes.addAll(directRoutes(direct, through));
      } else {
        Passage.Through below = (Passage.Through) branch;
        Outcome outcome = routes(below.input(), below.key(), through);
        if (outcome.refusal().isPresent()) {
          return outcome;
        }
        for (Route route : outcome.routes()) {
          routes.add(
              new Route(
                  route.reference(),
                  route.input(),
                  below.lift().apply(route.keys()),
                  route.steps()));
        }
      }
    }
    return new Outcome(routes, Optional.empty());
  }

  private List<Route> scanRoutes(Relation.Scan scan, Key key, List<Step> steps) {
    if (!changes.test(scan.relation())) {
      return List.of();
    }
    Relation changed = scan.in(Relation.State.CHANGED);
    for (Expression condition : key.conditions()) {
      changed = new Relation.Filter(changed, condition, scan.origin());
    }
    Relation keys = Relations.project(changed, key.expressions());
    return List.of(new Route(scan.reference(), scan.relation(), keys, steps));
  }

  private List<Route> directRoutes(Passage.Direct direct, List<Step> steps) {
    if (!changes.test(direct.scan().relation())) {
      return List.of();
    }
    return List.of(
        new Route(direct.scan().reference(), direct.scan().relation(), direct.keys(), steps));
  }

  /** A {@link Decision}, or the {@link Refusal} of the rule that the operator belongs to. */
  Object decide(Relation node, Key key) {
    if (node instanceof Relation.Opaque opaque) {
      return OpaqueRefusals.of(opaque);
    }
    for (Rule rule : Rules.ALL) {
      Passage passage = rule.pass(node, key, context);
      if (passage instanceof Passage.Passed passed) {
        return new Decision(rule, passed);
      }
      if (passage instanceof Passage.Refused refused) {
        return refused.refusal();
      }
    }
    return Refusal.of(RefusalCode.OTHER_FORM, node.origin(), "this operator");
  }

  static List<Step> append(List<Step> steps, Step step) {
    List<Step> all = new ArrayList<>(steps);
    all.add(step);
    return all;
  }
}
