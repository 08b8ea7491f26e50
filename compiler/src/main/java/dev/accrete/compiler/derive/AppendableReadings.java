package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Append;
import dev.accrete.compiler.certificate.Append.Growth;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the readings whose new rows make new rows of the output and change none that are there.
 *
 * <p>Filters, projections and UNION ALL treat each row by itself. An inner join is linear in either
 * side, a left join in its left one, and so is whatever a subquery says of a row: with the other
 * side unchanged, the new rows of the one, joined, are the new rows of the join. With both sides
 * growing they are not, so a growth has no reading on both sides of a join, and an input may grow
 * only if every reading of it leads.
 */
final class AppendableReadings {
  /** A UNION ALL of joins has as many growths as there are ways to pick a side in each branch. */
  private static final int MOST = 8;

  private final Relation root;
  private final Predicate<String> changes;
  private final List<Refusal> refusals = new ArrayList<>();

  private AppendableReadings(Relation root, Predicate<String> changes) {
    this.root = root;
    this.changes = changes;
  }

  /** What may grow, or why nothing may; neither where nothing ever changes. */
  record Outcome(Optional<Append> append, Optional<Refusal> refusal) {}

  /**
   * What may grow.
   *
   * @param changes whether an input ever changes
   */
  static Outcome of(Relation root, Predicate<String> changes) {
    if (root.scans().stream().noneMatch(s -> changes.test(s.relation()))) {
      return new Outcome(Optional.empty(), Optional.empty());
    }
    AppendableReadings readings = new AppendableReadings(root, changes);
    List<Growth> growths =
        readings.growths(root).stream()
            .filter(leading -> growing(root, leading) == Growing.LINEAR)
            .map(readings::growth)
            .filter(growth -> !growth.inputs().isEmpty())
            .distinct()
            .toList();
    if (!growths.isEmpty()) {
      return new Outcome(Optional.of(new Append(growths)), Optional.empty());
    }
    readings.refuseTwice();
    return new Outcome(Optional.empty(), Optional.of(readings.refusals.get(0)));
  }

  private Growth growth(Set<Integer> leading) {
    Set<String> inputs = new LinkedHashSet<>();
    for (Relation.Scan scan : root.scans()) {
      boolean leads =
          root.scans().stream()
              .filter(s -> s.relation().equals(scan.relation()))
              .allMatch(s -> leading.contains(s.reference()));
      if (leads && changes.test(scan.relation())) {
        inputs.add(scan.relation());
      }
    }
    return new Growth(List.copyOf(leading), List.copyOf(inputs));
  }

  /** Sets of readings in which the relation may be linear. */
  private List<Set<Integer>> growths(Relation node) {
    if (node instanceof Relation.Scan scan) {
      return List.of(Set.of(scan.reference()));
    }
    if (node instanceof Relation.Filter
        || node instanceof Relation.Project
        || node instanceof Relation.Subquery) {
      return growths(node.inputs().get(0));
    }
    if (node instanceof Relation.Join join) {
      return ofJoin(join);
    }
    if (node instanceof Relation.Values) {
      refuse(RefusalCode.APPEND_TWICE, node, "a branch of the UNION ALL reads nothing");
      return List.of();
    }
    boolean union =
        node instanceof Relation.SetOperation operation
            && operation.kind() == Relation.SetKind.UNION
            && operation.all();
    if (!union) {
      refuse(RefusalCode.APPEND_BLOCK, node, block(node));
      return List.of();
    }
    List<Set<Integer>> all = List.of(Set.of());
    for (Relation branch : node.inputs()) {
      all = combined(all, growths(branch));
    }
    return all;
  }

  private List<Set<Integer>> ofJoin(Relation.Join join) {
    if (join.kind() == Relation.JoinKind.FULL) {
      refuse(RefusalCode.APPEND_ABSENT_PARTNER, join, "either side of a FULL JOIN");
      return List.of();
    }
    List<Set<Integer>> all = new ArrayList<>(growths(join.left()));
    if (join.kind() == Relation.JoinKind.INNER) {
      all.addAll(growths(join.right()));
    }
    return all.stream().filter(leading -> growing(join, leading) == Growing.LINEAR).toList();
  }

  /** Where nothing else is in the way, some input is read more than once. */
  private void refuseTwice() {
    Set<String> read = new LinkedHashSet<>();
    for (Relation.Scan scan : root.scans()) {
      if (changes.test(scan.relation()) && !read.add(scan.relation())) {
        refuse(
            RefusalCode.APPEND_TWICE,
            scan,
            scan.relation() + " is read more than once in a branch");
      }
    }
    refuse(RefusalCode.APPEND_TWICE, root, "no input is read once in each branch");
  }

  private static List<Set<Integer>> combined(List<Set<Integer>> some, List<Set<Integer>> others) {
    List<Set<Integer>> all = new ArrayList<>();
    for (Set<Integer> one : some) {
      for (Set<Integer> other : others) {
        Set<Integer> both = new TreeSet<>(one);
        both.addAll(other);
        all.add(both);
      }
    }
    return all.stream().distinct().limit(MOST).toList();
  }

  private static String block(Relation node) {
    if (node instanceof Relation.Aggregate aggregate) {
      return aggregate.aggregates().isEmpty() ? "DISTINCT" : "the grouping";
    }
    if (node instanceof Relation.Window window) {
      return "the window function " + window.columns().get(0).function();
    }
    return node instanceof Relation.SetOperation operation ? operation.kind().name() : "this part";
  }

  private void refuse(RefusalCode code, Relation place, String what) {
    refusals.add(Refusal.of(Strategy.APPEND, code, place.origin(), what));
  }

  /** How the rows of a relation change when some readings grow. */
  private enum Growing {
    /** Not at all. */
    STILL,
    /** By what the relation makes of the new rows. */
    LINEAR,
    /** In another way. */
    OTHER
  }

  private static Growing growing(Relation node, Set<Integer> leading) {
    if (node instanceof Relation.Scan scan) {
      return leading.contains(scan.reference()) ? Growing.LINEAR : Growing.STILL;
    }
    List<Growing> below = node.inputs().stream().map(i -> growing(i, leading)).toList();
    if (below.stream().allMatch(b -> b == Growing.STILL)) {
      return Growing.STILL;
    }
    boolean linear =
        node instanceof Relation.Filter || node instanceof Relation.Project
            ? below.get(0) == Growing.LINEAR
            : node instanceof Relation.SetOperation operation
                ? operation.kind() == Relation.SetKind.UNION
                    && operation.all()
                    && below.stream().allMatch(b -> b == Growing.LINEAR)
                : isOneSided(node, below);
    return linear ? Growing.LINEAR : Growing.OTHER;
  }

  private static boolean isOneSided(Relation node, List<Growing> below) {
    boolean left = below.equals(List.of(Growing.LINEAR, Growing.STILL));
    boolean right = below.equals(List.of(Growing.STILL, Growing.LINEAR));
    if (node instanceof Relation.Join join) {
      return switch (join.kind()) {
        case INNER -> left || right;
        case LEFT -> left;
        case RIGHT, FULL -> false;
      };
    }
    return node instanceof Relation.Subquery && left;
  }
}
