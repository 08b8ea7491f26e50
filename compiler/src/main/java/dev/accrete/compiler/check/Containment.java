package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether each row that one pattern makes is also made by another: there is a homomorphism from the
 * other into it.
 */
final class Containment {
  private final Pattern needed;
  private final Work work;
  private final Set<Fact> facts = new HashSet<>();
  private final List<Expression> fields;

  /**
   * Asks about a pattern.
   *
   * @param fields what has to be made, over the pattern's atoms
   */
  Containment(Pattern needed, List<Expression> fields, Work work) {
    this.needed = needed;
    this.work = work;
    for (Fact fact : needed.facts()) {
      Fact told = fact.map(needed::canonical);
      facts.add(told);
      facts.add(told.turned());
    }
    this.fields = fields.stream().map(needed::canonical).map(Branches::equal).toList();
  }

  /** Whether some offer holds at least the needed rows. */
  boolean within(Collection<Offer> offers) {
    if (!fields.stream().allMatch(Pattern::known)) {
      return false;
    }
    List<Expression> shape = Offer.shape(needed, fields);
    for (Offer offer : offers) {
      if (offer.shape().equals(shape) && within(offer)) {
        return true;
      }
    }
    // Identities can give an image another shape than its atom has.
    return !needed.rewrites().isEmpty()
        && offers.stream().anyMatch(o -> !o.shape().equals(shape) && within(o));
  }

  private boolean within(Offer offer) {
    List<List<Atom>> candidates = new ArrayList<>();
    for (Atom atom : offer.pattern().atoms()) {
      List<Atom> able = needed.atoms().stream().filter(atom::admits).toList();
      if (able.isEmpty()) {
        return false;
      }
      candidates.add(able);
    }
    return new Search(this, offer, candidates, work).succeeds();
  }

  boolean isField(int field, Expression image) {
    return equals(image, fields.get(field));
  }

  /** Whether a value equals another, which is in its one form, or what a set operation shows. */
  private boolean equals(Expression value, Expression asked) {
    return isOne(value, asked)
        || asked.columns().isEmpty()
            && Branches.marked(value).stream().anyMatch(shown -> isOne(shown, asked));
  }

  private boolean isOne(Expression value, Expression asked) {
    return Branches.equal(needed.canonical(value)).equals(asked);
  }

  boolean follows(Fact image) {
    Fact fact = image.map(needed::canonical);
    return facts.contains(fact)
        || fact.nullSafe()
            && (facts.contains(fact.strict())
                || equals(image.left(), Branches.equal(fact.right()))
                || equals(image.right(), Branches.equal(fact.left())));
  }
}
