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
      if (!covered && !isLed(pattern, keys, offered)) {
        found.add(new Objection(sentence(scan, pattern, keys), scan.origin()));
      }
    }
    return List.copyOf(found);
  }

  private boolean isLed(Pattern pattern, List<Expression> keys, List<Offer> offered) {
    List<Expression> others = ofTheChange(pattern, keys);
    return new Containment(pattern, keys, work).within(offered)
        || !others.equals(keys) && new Containment(pattern, others, work).within(offered);
  }

  /**
   * The keys, in place of a plain column the same column of the changed row where the two are known
   * to be equal: keys are looked up by equality, and values of one column equal the same ones.
   */
  private static List<Expression> ofTheChange(Pattern pattern, List<Expression> keys) {
    return keys.stream().map(k -> ofTheChange(pattern, k)).toList();
  }

  private static Expression ofTheChange(Pattern pattern, Expression key) {
    Atom changed = Objects.requireNonNull(pattern.changed());
    for (Fact written : pattern.facts()) {
      Fact fact = written.map(pattern::canonical);
      for (Fact either : List.of(fact, fact.turned())) {
        if (either.left().equals(pattern.canonical(key))
            && either.right() instanceof Expression.Column other
            && changed.holds(other.index())
            && isSameColumn(pattern, key, other.index() - changed.base())) {
          return other;
        }
      }
    }
    return key;
  }

  /** Whether a key is a plain column of the changed row's input, and that one of it. */
  private static boolean isSameColumn(Pattern pattern, Expression key, int column) {
    Scan scan = (Scan) Objects.requireNonNull(pattern.changed()).relation();
    return key instanceof Expression.Column plain
        && pattern.atoms().stream()
            .anyMatch(
                a ->
                    a.holds(plain.index())
                        && plain.index() - a.base() == column
                        && a.relation() instanceof Scan other
                        && other.relation().equals(scan.relation()));
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
