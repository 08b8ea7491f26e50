package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for images of an offer's atoms: first of those with the least choice, and whatever reads
 * only atoms that have images is compared at once, so that a wrong image is given up early.
 */
final class Search {
  private final Containment containment;
  private final Offer offer;
  private final List<List<Atom>> candidates;
  private final Work work;
  private final int[] order;
  private final List<List<Integer>> factsAfter = new ArrayList<>();
  private final List<List<Integer>> fieldsAfter = new ArrayList<>();
  private final @Nullable Atom[] images;

  Search(Containment containment, Offer offer, List<List<Atom>> candidates, Work work) {
    this.containment = containment;
    this.offer = offer;
    this.candidates = candidates;
    this.work = work;
    this.images = new Atom[candidates.size()];
    this.order =
        IntStream.range(0, candidates.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> candidates.get(i).size()))
            .mapToInt(i -> i)
            .toArray();
    for (int i = 0; i <= order.length; i++) {
      factsAfter.add(new ArrayList<>());
      fieldsAfter.add(new ArrayList<>());
    }
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i + 1;
    }
    spread(offer.factAtoms(), place, factsAfter);
    spread(offer.fieldAtoms(), place, fieldsAfter);
  }

  private static void spread(List<int[]> read, int[] place, List<List<Integer>> after) {
    for (int i = 0; i < read.size(); i++) {
      int last = 0;
      for (int atom : read.get(i)) {
        last = Math.max(last, place[atom]);
      }
      after.get(last).add(i);
    }
  }

  boolean succeeds() {
    work.spend();
    return fits(0) && extend(0);
  }

  private boolean extend(int placed) {
    if (placed == order.length) {
      return true;
    }
    for (Atom image : candidates.get(order[placed])) {
      work.spend();
      images[order[placed]] = image;
      if (fits(placed + 1) && extend(placed + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(int placed) {
    for (int field : fieldsAfter.get(placed)) {
      if (!containment.isField(field, image(offer.pattern().fields().get(field)))) {
        return false;
      }
    }
    for (int fact : factsAfter.get(placed)) {
      if (!containment.follows(offer.pattern().facts().get(fact).map(this::image))) {
        return false;
      }
    }
    return true;
  }

  private Expression image(Expression expression) {
    return expression.substitute(this::image);
  }

  private Expression image(int column) {
    List<Atom> atoms = offer.pattern().atoms();
    int holder = Offer.holder(atoms, column);
    Atom image = images[holder];
    if (image == null) {
      throw new IllegalStateException("an atom without image");
    }
    return image.columns().get(column - atoms.get(holder).base());
  }
}
