package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether each row that one pattern makes is also made by another: there is a homomorphism from the
 * other into it.
 */
final class Containment {
  private final Pattern needed;
  private final List<Fact> facts;
  private final List<Expression> fields;

  /**
   * Asks about a pattern.
   *
   * @param fields what has to be made, over the pattern's atoms
   */
  Containment(Pattern needed, List<Expression> fields) {
    this.needed = needed;
    this.facts = needed.facts().stream().map(f -> f.map(needed::canonical)).toList();
    this.fields = fields.stream().map(needed::canonical).toList();
  }

  /** Whether the offer holds at least the needed rows. */
  boolean within(Pattern offer) {
    return fields.stream().allMatch(Pattern::known) && extend(offer, new ArrayList<>());
  }

  /** Tries each image of the offer's next atom; the images so far belong to its first atoms. */
  private boolean extend(Pattern offer, List<Atom> images) {
    if (images.size() == offer.atoms().size()) {
      return holds(offer, images);
    }
    Atom next = offer.atoms().get(images.size());
    for (Atom image : needed.atoms()) {
      if (next.admits(image)) {
        images.add(image);
        if (extend(offer, images)) {
          return true;
        }
        images.remove(images.size() - 1);
      }
    }
    return false;
  }

  private boolean holds(Pattern offer, List<Atom> images) {
    for (int i = 0; i < fields.size(); i++) {
      if (!image(offer.fields().get(i), offer, images).equals(fields.get(i))) {
        return false;
      }
    }
    return offer.facts().stream()
        .map(f -> f.map(e -> image(e, offer, images)))
        .allMatch(this::follows);
  }

  private boolean follows(Fact fact) {
    boolean itself = fact.nullSafe() && fact.left().equals(fact.right());
    return itself || facts.stream().anyMatch(f -> f.implies(fact));
  }

  private Expression image(Expression expression, Pattern offer, List<Atom> images) {
    return needed.canonical(expression.substitute(column -> image(column, offer, images)));
  }

  private static Expression image(int column, Pattern offer, List<Atom> images) {
    for (int i = 0; i < images.size(); i++) {
      Atom atom = offer.atoms().get(i);
      if (atom.holds(column)) {
        return new Expression.Column(images.get(i).base() + column - atom.base());
      }
    }
    throw new IllegalStateException("a column of no atom: " + column);
  }
}
