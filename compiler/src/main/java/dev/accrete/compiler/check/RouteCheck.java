package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Verifies that whatever a change can make differ is led to its key. */
final class RouteCheck {
  private final Relation root;
  private final Certificate certificate;
  private final Set<Integer> key;
  private final Work work;

  RouteCheck(Relation root, Certificate certificate, Set<Integer> key, Work work) {
    this.root = root;
    this.certificate = certificate;
    this.key = key;
    this.work = work;
  }

  List<Objection> objections(Set<String> unchanging) {
    Map<String, List<Offer>> offers = new LinkedHashMap<>();
    Atoms atoms = new Atoms(work);
    for (Route route : certificate.routes()) {
      if (Wanted.width(route.keys()) != certificate.keyColumns().size()) {
        return List.of(
            new Objection("a route has not one column for each key column", route.keys().origin()));
      }
      offers
          .computeIfAbsent(reading(route.reference(), route.input()), r -> new ArrayList<>())
          .addAll(new Offers(atoms, false).ready(route.keys()));
    }
    Set<Objection> found = new LinkedHashSet<>();
    for (Pattern pattern : new Obligations(new Atoms(work), false).changed(root, key)) {
      Scan scan = (Scan) Objects.requireNonNull(pattern.changed()).relation();
      List<Expression> keys = certificate.keyColumns().stream().map(pattern.fields()::get).toList();
      List<Offer> offered =
          offers.getOrDefault(reading(scan.reference(), scan.relation()), List.of());
      boolean covered = unchanging.contains(scan.relation()) || !pattern.possible();
      if (!covered && !new Containment(pattern, keys, work).within(offered)) {
        found.add(new Objection(sentence(scan, pattern, keys), scan.origin()));
      }
    }
    return List.copyOf(found);
  }

  private static String reading(int reference, String relation) {
    return relation + " (reference " + reference + ")";
  }

  private static String sentence(Scan scan, Pattern pattern, List<Expression> keys) {
    String input = reading(scan.reference(), scan.relation());
    if (!keys.stream().allMatch(Pattern::known)) {
      return "the key is not told by the rows of " + input + " that a change can touch";
    }
    boolean alone = keys.stream().anyMatch(k -> readsNull(k) || readsNull(pattern.canonical(k)));
    return "no route leads a change of "
        + input
        + " to the keys that it can touch"
        + (alone ? ", where an outer join finds no partner" : "");
  }

  private static boolean readsNull(Expression expression) {
    return expression.match(
        column -> false,
        Pattern.NULL::equals,
        call -> call.operands().stream().anyMatch(RouteCheck::readsNull));
  }
}
