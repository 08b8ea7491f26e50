package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Verifies that no row that a restriction drops can reach a touched key. */
final class RestrictionCheck {
  /** The name of the touched keys in certificates. */
  static final String TOUCHED = "touched";

  private final Relation root;
  private final List<Integer> keyColumns;
  private final List<Restriction> restrictions;
  private final Set<Integer> key;
  private final KeySet touchedKeys;
  private final Work work;
  private final Atoms atoms;
  private final Map<Integer, List<Offer>> offers = new HashMap<>();
  private final Map<Integer, Restriction> byReference = new LinkedHashMap<>();

  RestrictionCheck(Relation root, Certificate certificate, Set<Integer> key, Work work) {
    this.root = root;
    this.keyColumns = certificate.keyColumns();
    this.restrictions = certificate.restrictions();
    this.key = key;
    List<Field> fields = root.fields();
    this.touchedKeys =
        new KeySet(TOUCHED, keyColumns.stream().map(fields::get).toList(), root.origin());
    this.work = work;
    this.atoms = new Atoms(work);
  }

  List<Objection> objections() {
    Set<Objection> found = new LinkedHashSet<>();
    for (Restriction restriction : restrictions) {
      if (byReference.put(restriction.reference(), restriction) != null) {
        found.add(new Objection("two restrictions for reference " + restriction.reference(), null));
      }
    }
    for (Scan scan : root.scans()) {
      Restriction restriction = byReference.get(scan.reference());
      if (restriction == null) {
        found.add(new Objection("no restriction for " + scan.relation(), scan.origin()));
      } else if (!restriction.whole() && !Understood.restriction(restriction, scan)) {
        found.add(new Objection("the restriction does not fit " + scan.relation(), scan.origin()));
      }
    }
    if (found.isEmpty()) {
      for (Pattern dropped : new Obligations(atoms, true).changed(root, key)) {
        Scan scan = (Scan) Objects.requireNonNull(dropped.changed()).relation();
        if (!harmless(dropped, scan)) {
          found.add(new Objection(sentence(scan), scan.origin()));
        }
      }
    }
    return List.copyOf(found);
  }

  /** Whether the restriction keeps every row that makes a touched key differ in this way. */
  private boolean harmless(Pattern dropped, Scan scan) {
    Restriction restriction = Objects.requireNonNull(byReference.get(scan.reference()));
    if (restriction.whole()) {
      return true;
    }
    Pattern needed = touched(dropped);
    List<Offer> kept =
        offers.computeIfAbsent(
            scan.reference(),
            r -> new Offers(new Atoms(work), false).ready(kept(restriction, scan)));
    List<Expression> row = Objects.requireNonNull(dropped.changed()).columns();
    return !needed.possible()
        || new Containment(needed, row, work).within(kept)
        || new Containment(withKeptTold(needed), row, work).within(kept)
        || new Containment(Chains.told(withKeptTold(needed)), row, work).within(kept);
  }

  /** The pattern where the row made has a touched key. */
  private Pattern touched(Pattern pattern) {
    Atom tuple = atoms.fresh(touchedKeys, false);
    Pattern with = pattern.and(Pattern.of(tuple, null, true));
    for (int i = 0; i < keyColumns.size(); i++) {
      with = with.identify(tuple.columns().get(i), pattern.fields().get(keyColumns.get(i)));
    }
    return with;
  }

  /**
   * The pattern with what is known about rows that were not dropped: their own restriction holds.
   */
  private Pattern withKeptTold(Pattern pattern) {
    Pattern told = pattern;
    for (Atom atom : pattern.atoms()) {
      Restriction restriction =
          atom.kept() && atom.relation() instanceof Scan scan
              ? byReference.get(scan.reference())
              : null;
      if (restriction == null || restriction.whole()) {
        continue;
      }
      List<Pattern> exact = new Offers(atoms, true).all(restriction.set().get(0));
      if (exact.size() == 1) {
        told =
            told.and(exact.get(0).withFields(List.of()))
                .withFacts(facts(pattern, atom, restriction, exact.get(0)));
      }
    }
    return told;
  }

  /**
   * The kept row's values are in the set; where a value and its member are of one type, whatever
   * equals the value equals the member.
   */
  private static List<Fact> facts(
      Pattern pattern, Atom atom, Restriction restriction, Pattern set) {
    List<Fact> facts = new ArrayList<>();
    Relation members = restriction.set().get(0);
    for (int i = 0; i < restriction.expressions().size(); i++) {
      Expression over = restriction.expressions().get(i);
      Expression value = pattern.canonical(over.substitute(atom.columns()::get));
      Expression member = set.fields().get(i);
      facts.add(new Fact(value, member, true));
      if (Provenance.same(atom.relation(), over, members, new Expression.Column(i))) {
        for (Fact fact : pattern.facts()) {
          Fact told = fact.map(pattern::canonical);
          told.with(value, member).ifPresent(facts::add);
          told.turned().with(value, member).ifPresent(facts::add);
        }
      }
    }
    return facts;
  }

  private static Matching kept(Restriction restriction, Scan scan) {
    return new Matching(
        scan.in(State.CURRENT),
        restriction.expressions(),
        restriction.set().get(0),
        true,
        scan.origin());
  }

  private static String sentence(Scan scan) {
    return "a recompute may need rows of "
        + scan.relation()
        + " (reference "
        + scan.reference()
        + ") that its restriction drops";
  }
}
