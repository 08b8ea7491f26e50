package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.certificate.Merge.Part;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.StrictValues;
import dev.accrete.compiler.tree.Unwindowed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Finds models whose groups can be merged: one GROUP BY over filters, projections and inner joins,
 * whose keys all stand in the output, and whose aggregates are made of parts that add up. Without
 * GROUP BY there is one group, which is there even if no row is.
 *
 * <p>The rows of such an input are products of one row of each reading, so their change is a signed
 * sum of products of changes and current rows: with the readings' new states, of each set of
 * changed readings the product with their changes in place, plus for odd and minus for even sets.
 * Counts and exact sums take signed rows. MIN and MAX take inserted ones, and a group that loses
 * its least or greatest value is computed again.
 *
 * <p>Aggregates that do not add up do not stand in the way of the others: changed groups have them
 * computed again, and joined to those that do. They may read windows, if what these say depends on
 * the group alone.
 */
final class MergeableGroups {
  /** With each changing reading the number of products doubles. */
  private static final int MOST_CHANGING = 3;

  private final Relation root;
  private final Predicate<String> changes;
  private final BiPredicate<Relation, Expression> floats;

  private MergeableGroups(
      Relation root, Predicate<String> changes, BiPredicate<Relation, Expression> floats) {
    this.root = root;
    this.changes = changes;
    this.floats = floats;
  }

  /**
   * How the groups merge, or why they do not: one of the two is present.
   *
   * @param isGroups whether the model is one GROUP BY, so that a person might expect it
   */
  record Outcome(Optional<Merge> merge, Optional<Refusal> refusal, boolean isGroups) {}

  /**
   * How the groups merge.
   *
   * @param key the output columns by which keys are computed again; none where there is no key, and
   *     then one row for all of history is all that merges
   * @param changes whether an input ever changes
   * @param floats whether an aggregate of exact values is reckoned in floats on the engine, so that
   *     its last digits go by what it is computed with
   */
  static Outcome of(
      Relation root,
      List<Integer> key,
      Predicate<String> changes,
      BiPredicate<Relation, Expression> floats) {
    return new MergeableGroups(root, changes, floats).find(key);
  }

  private Outcome find(List<Integer> key) {
    Relation node = root;
    while (node instanceof Relation.Filter || node instanceof Relation.Project) {
      node = node.inputs().get(0);
    }
    if (!(node instanceof Relation.Aggregate groups) || groups.aggregates().isEmpty()) {
      return refused(RefusalCode.MERGE_FORM, root, false, "it is not one GROUP BY");
    }
    boolean oneRow = groups.keys().isEmpty();
    if (key.isEmpty() != oneRow) {
      return refused(RefusalCode.MERGE_FORM, root, false, "it has no key");
    }
    if (!groups.sets().isEmpty()) {
      return refused(RefusalCode.MERGE_FORM, groups, false, "it has grouping sets");
    }
    Relation rows = keepsTogether(groups) ? Unwindowed.rows(groups.input()) : groups.input();
    Optional<Relation> block = block(rows);
    if (block.isPresent()) {
      return refused(
          RefusalCode.MERGE_FORM,
          block.get(),
          oneRow,
          "more than inner joins is below the grouping");
    }
    AboveGroups above = new AboveGroups(root, groups);
    if (above.asksForKeysAlone()) {
      return refused(
          RefusalCode.MERGE_FORM, groups, true, "HAVING asks for no aggregate, as WHERE could");
    }
    List<Relation.Scan> scans = groups.input().scans();
    List<Integer> changing =
        scans.stream()
            .filter(s -> changes.test(s.relation()))
            .map(Relation.Scan::reference)
            .toList();
    if (changing.size() > MOST_CHANGING || Set.copyOf(changing).size() < changing.size()) {
      return refused(
          RefusalCode.MERGE_FORM, groups, oneRow, "more than three readings change, or one twice");
    }
    return ofGroups(above, changing, key);
  }

  private Outcome ofGroups(AboveGroups above, List<Integer> changing, List<Integer> key) {
    Relation.Aggregate groups = above.groups();
    List<Integer> stored = new ArrayList<>();
    for (int i = 0; i < groups.keys().size(); i++) {
      Named named = groups.keys().get(i);
      int output = above.output(i);
      if (output < 0) {
        return refused(
            RefusalCode.MERGE_KEY,
            groups,
            true,
            "the group key " + named.name() + " is not selected");
      }
      if (!StrictValues.isStrict(groups.input(), named.expression())) {
        return refused(
            RefusalCode.MERGE_KEY,
            groups,
            true,
            "equal values of the group key " + named.name() + " may differ");
      }
      stored.add(output);
    }
    if (!new HashSet<>(stored).containsAll(key)) {
      return refused(
          RefusalCode.MERGE_KEY, groups, true, "the key is made of more than plain group keys");
    }
    List<Part> parts = new ArrayList<>();
    Set<Integer> rest = new TreeSet<>();
    for (int i = 0; i < groups.aggregates().size(); i++) {
      Expression aggregate = groups.aggregates().get(i).expression();
      if (floats.test(groups.input(), aggregate)) {
        int column = groups.keys().size() + i;
        String shown = shownAs(column, above) + ", which the engine reckons in floats,";
        return refused(RefusalCode.MERGE_COLUMN, groups, true, shown);
      }
      Optional<Part> part = part(groups, aggregate);
      parts.add(part.orElse(new Part(Kind.REST, Optional.empty())));
      if (part.isEmpty()) {
        rest.add(groups.keys().size() + i);
      }
    }
    boolean mayRest = !key.isEmpty() && rest.size() < parts.size();
    if (!rest.isEmpty() && !mayRest) {
      int first = rest.iterator().next();
      return refused(RefusalCode.MERGE_COLUMN, groups, true, shownAs(first, above));
    }
    Merge merge = new Merge(stored, parts, changing, List.copyOf(above.outputsOf(rest)));
    return new Outcome(Optional.of(merge), Optional.empty(), true);
  }

  private static Optional<Part> part(Relation.Aggregate groups, Expression aggregate) {
    return readsWindow(groups, aggregate)
        ? Optional.empty()
        : AddableParts.of(groups.input(), aggregate);
  }

  /**
   * Whether what windows say of a row depends on its own group alone: they see every row that is
   * grouped, and no partition is of two groups.
   */
  private static boolean keepsTogether(Relation.Aggregate groups) {
    List<Expression> keys = groups.keys().stream().map(Named::expression).toList();
    return keys.stream().noneMatch(key -> readsWindow(groups, key))
        && Unwindowed.keepsTogether(groups.input(), keys);
  }

  private static boolean readsWindow(Relation.Aggregate groups, Expression expression) {
    Set<Integer> windowed = Unwindowed.windowed(groups.input());
    return expression.columns().stream().anyMatch(windowed::contains);
  }

  /** The output column that shows a field of the grouping, else its own name. */
  private String shownAs(int field, AboveGroups above) {
    int output = above.output(field);
    Relation shown = output < 0 ? above.groups() : root;
    return shown.fields().get(output < 0 ? field : output).name();
  }

  /** The first operator that does not pass signed rows. */
  private static Optional<Relation> block(Relation node) {
    boolean passes =
        node instanceof Relation.Scan
            || node instanceof Relation.Filter
            || node instanceof Relation.Project
            || node instanceof Relation.Values
            || node instanceof Relation.Join join && join.kind() == Relation.JoinKind.INNER;
    return passes
        ? node.inputs().stream().flatMap(i -> block(i).stream()).findFirst()
        : Optional.of(node);
  }

  private static Outcome refused(RefusalCode code, Relation place, boolean isGroups, String what) {
    Refusal refusal = Refusal.of(Strategy.MERGE, code, place.origin(), what);
    return new Outcome(Optional.empty(), Optional.of(refusal), isGroups);
  }
}
