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
  private final Atoms atoms = new Atoms();
  private final Map<Integer, Restriction> byReference = new LinkedHashMap<>();

  RestrictionCheck(Relation root, Certificate certificate, Set<Integer> key) {
    this.root = root;
    this.keyColumns = certificate.keyColumns();
    this.restrictions = certificate.restrictions();
    this.key = key;
  }

  List<Objection> objections() {
    Set<Objection> found = new LinkedHashSet<>();
    for (Restriction restriction : restrictions) {
      if (byReference.put(restriction.reference(), restriction) != null) {
        found.add(new Objection("two restrictions for reference " + restriction.reference(), null));
      }
    }
    for (Scan scan : Understood.scans(root)) {
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
    Pattern needed = withKeptTold(touched(dropped));
    if (needed.impossible()) {
      return true;
    }
    Atom changed = Objects.requireNonNull(dropped.changed());
    Containment containment = new Containment(needed, changed.columns());
    return new Offers(new Atoms(), false)
        .all(kept(restriction, scan)).stream().anyMatch(containment::within);
  }

  /** The pattern where the row made has a touched key. */
  private Pattern touched(Pattern pattern) {
    List<Field> fields = keyColumns.stream().map(root.fields()::get).toList();
    Atom tuple = atoms.fresh(new KeySet(TOUCHED, fields, root.origin()), false);
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
                .withFacts(facts(atom, restriction, exact.get(0)));
      }
    }
    return told;
  }

  private static List<Fact> facts(Atom atom, Restriction restriction, Pattern set) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < restriction.expressions().size(); i++) {
      Expression value = restriction.expressions().get(i).substitute(atom.columns()::get);
      facts.add(new Fact(value, set.fields().get(i), true));
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
