package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.certificate.Merge.Part;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.derive.rule.Relations;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.StrictValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 */
final class MergeableGroups {
  /** With each changing reading the number of products doubles. */
  private static final int MOST_CHANGING = 3;

  private static final Map<String, Kind> KINDS =
      Map.of("COUNT", Kind.COUNT, "SUM", Kind.SUM, "MIN", Kind.MIN, "MAX", Kind.MAX);

  private final Relation root;
  private final Predicate<String> changes;

  private MergeableGroups(Relation root, Predicate<String> changes) {
    this.root = root;
    this.changes = changes;
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
   */
  static Outcome of(Relation root, List<Integer> key, Predicate<String> changes) {
    return new MergeableGroups(root, changes).find(key);
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
    Optional<Relation> block = block(groups.input());
    if (block.isPresent()) {
      return refused(
          RefusalCode.MERGE_FORM,
          block.get(),
          oneRow,
          "more than inner joins is below the grouping");
    }
    if (asksForKeysAlone(root, groups)) {
      return refused(
          RefusalCode.MERGE_FORM, groups, true, "HAVING asks for no aggregate, as WHERE could");
    }
    List<Relation.Scan> scans = Relations.scans(groups.input());
    List<Integer> changing =
        scans.stream()
            .filter(s -> changes.test(s.relation()))
            .map(Relation.Scan::reference)
            .toList();
    if (changing.size() > MOST_CHANGING || Set.copyOf(changing).size() < changing.size()) {
      return refused(
          RefusalCode.MERGE_FORM, groups, oneRow, "more than three readings change, or one twice");
    }
    return ofGroups(groups, changing, key);
  }

  /**
   * Whether a condition above the grouping reads no aggregate: then a change of the groups that it
   * hides touches no key, and a recompute would leave their parts as they were.
   */
  private static boolean asksForKeysAlone(Relation node, Relation.Aggregate groups) {
    if (node == groups) {
      return false;
    }
    boolean here =
        node instanceof Relation.Filter filter
            && filter.condition().conjuncts().stream()
                .map(c -> below(c, filter.input(), groups))
                .anyMatch(c -> c.columns().stream().allMatch(i -> i < groups.keys().size()));
    return here || asksForKeysAlone(node.inputs().get(0), groups);
  }

  /** An expression over a relation above the grouping, over the grouping itself. */
  private static Expression below(Expression expression, Relation node, Relation.Aggregate groups) {
    if (node == groups) {
      return expression;
    }
    Expression substituted =
        node instanceof Relation.Project project
            ? expression.substitute(i -> project.columns().get(i).expression())
            : expression;
    return below(substituted, node.inputs().get(0), groups);
  }

  private Outcome ofGroups(Relation.Aggregate groups, List<Integer> changing, List<Integer> key) {
    List<Integer> stored = new ArrayList<>();
    for (int i = 0; i < groups.keys().size(); i++) {
      Named named = groups.keys().get(i);
      int output = output(i);
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
    for (Named aggregate : groups.aggregates()) {
      Optional<Part> part = part(groups.input(), aggregate.expression());
      if (part.isEmpty()) {
        return refused(RefusalCode.MERGE_COLUMN, groups, true, shownAs(aggregate, groups));
      }
      parts.add(part.get());
    }
    return new Outcome(Optional.of(new Merge(stored, parts, changing)), Optional.empty(), true);
  }

  /** The part of an aggregate that adds up; none where it does not, or its values may not. */
  private static Optional<Part> part(Relation input, Expression expression) {
    if (!(expression instanceof Expression.Call call)) {
      return Optional.empty();
    }
    String text = String.join("", call.glue()).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    if (call.operator().equals("COUNT") && text.equals("COUNT(*)")) {
      return Optional.of(new Part(Kind.ROWS, Optional.empty()));
    }
    Kind kind = KINDS.get(call.operator());
    if (kind == null || call.operands().size() != 1) {
      return Optional.empty();
    }
    Expression argument = call.operands().get(0);
    if (text.equals("COUNT(DISTINCT)")) {
      boolean counted = !argument.columns().isEmpty() && StrictValues.isStrict(input, argument);
      return counted
          ? Optional.of(new Part(Kind.DISTINCT, Optional.of(argument)))
          : Optional.empty();
    }
    if (!text.equals(call.operator() + "()")) {
      return Optional.empty();
    }
    boolean mergeable =
        kind == Kind.SUM
            ? StrictValues.isExact(input, argument)
            : kind == Kind.COUNT || StrictValues.isStrict(input, argument);
    return mergeable ? Optional.of(new Part(kind, Optional.of(argument))) : Optional.empty();
  }

  /** The output column that shows an aggregate, else its own name. */
  private String shownAs(Named aggregate, Relation.Aggregate groups) {
    int field = groups.keys().size() + groups.aggregates().indexOf(aggregate);
    int output = output(field);
    return output < 0 ? aggregate.name() : root.fields().get(output).name();
  }

  /** The output column that a field of the grouping is, or -1. */
  private int output(int field) {
    for (int output = 0; output < root.fields().size(); output++) {
      Relation node = root;
      Expression column = new Expression.Column(output);
      while (!(node instanceof Relation.Aggregate)) {
        if (node instanceof Relation.Project project) {
          column = column.substitute(i -> project.columns().get(i).expression());
        }
        node = node.inputs().get(0);
      }
      if (column.equals(new Expression.Column(field))) {
        return output;
      }
    }
    return -1;
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
