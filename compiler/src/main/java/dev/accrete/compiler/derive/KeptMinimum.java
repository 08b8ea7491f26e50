package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.derive.DerivationRequest.Ordered;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.StrictValues;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bounds readings by side tables: for each value of what a restriction compares, the least sort key
 * of all rows of the input that have it.
 *
 * <p>A restriction reads the rows whose values are in a set. Those that were there at the last
 * commit are counted under their own values, so none is less than the least of the set's; whatever
 * filters, joins or windows the rows go through above matters as little as where the set comes
 * from. That holds through a map and through a hop too, where the values are those of the input's
 * partitions.
 */
final class KeptMinimum {
  /** Each costs a table. */
  private static final int MOST = 4;

  /** Types whose comparison is the one by which MIN chooses, on every engine. */
  private static final Set<String> ORDERED =
      Set.of("date", "timestamp", "timestamptz", "smallint", "integer", "bigint");

  private final Relation root;
  private final Map<String, Ordered> ordered;
  private final Set<TimeBound.Kept> found = new HashSet<>();

  private KeptMinimum(Relation root, Map<String, Ordered> ordered) {
    this.root = root;
    this.ordered = ordered;
  }

  /** The restrictions, bounded where that pays: where the model does not keep the least itself. */
  static List<Restriction> bounded(
      Relation root, List<Restriction> restrictions, Map<String, Ordered> ordered) {
    KeptMinimum minimum = new KeptMinimum(root, ordered);
    return restrictions.stream().map(minimum::bounded).toList();
  }

  private Restriction bounded(Restriction restriction) {
    Ordered input = ordered.get(restriction.input());
    if (restriction.whole() || restriction.bound().isPresent() || input == null) {
      return restriction;
    }
    Relation.Scan scan =
        root.scans().stream()
            .filter(s -> s.reference() == restriction.reference())
            .findFirst()
            .orElseThrow();
    return bound(scan, restriction.expressions(), input)
        .filter(b -> found.size() < MOST || found.contains(b))
        .map(
            b -> {
              found.add(b);
              return restriction.within(b);
            })
        .orElse(restriction);
  }

  private static Optional<TimeBound.Kept> bound(
      Relation.Scan scan, List<Expression> keys, Ordered input) {
    int field = field(scan, input.column());
    boolean kept =
        field >= 0
            && ORDERED.contains(ValueTypes.family(scan, new Expression.Column(field)))
            && keys.stream().noneMatch(KeptMinimum::isConstant)
            && keys.stream().allMatch(e -> StrictValues.isStrict(scan, e))
            && !isUnique(scan, keys, input.uniqueKey());
    return kept ? Optional.of(new TimeBound.Kept(field, keys)) : Optional.empty();
  }

  /** A number in GROUP BY would be a place in the select list. */
  private static boolean isConstant(Expression key) {
    return key.columns().isEmpty();
  }

  /** Values that are one row each would make the side table as long as the input. */
  private static boolean isUnique(
      Relation.Scan scan, List<Expression> keys, List<String> uniqueKey) {
    List<Expression> unique = new ArrayList<>();
    uniqueKey.forEach(c -> unique.add(new Expression.Column(field(scan, c))));
    return !unique.isEmpty() && keys.containsAll(unique);
  }

  private static int field(Relation.Scan scan, String column) {
    for (int i = 0; i < scan.fields().size(); i++) {
      if (scan.fields().get(i).name().equalsIgnoreCase(column)) {
        return i;
      }
    }
    return -1;
  }
}
