package dev.accrete.compiler.validate;

import dev.accrete.compiler.parse.ExpandedSets;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.OpaqueReason;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * The expressions of a GROUP BY. With ROLLUP, CUBE or GROUPING SETS, those of every set are the
 * keys; the others are NULL in some rows, so they are values that the grouping makes.
 *
 * @param keys the expressions of every set
 * @param others the expressions of some sets alone
 * @param sets the whole list where it has sets, for printing; else empty
 * @param branches the sets one by one where no expression is in all of them; else empty
 */
record GroupKeys(
    List<Named> keys, List<Named> others, List<Expression> sets, List<List<Named>> branches) {

  private static final String GROUPED = "GROUPING SET VALUE";

  /** Nothing to group by. */
  static GroupKeys none() {
    return plain(List.of());
  }

  /** A GROUP BY without sets. */
  static GroupKeys plain(List<Named> keys) {
    return new GroupKeys(List.copyOf(keys), List.of(), List.of(), List.of());
  }

  /** What a grouping makes of an expression that is not in every set. */
  static Expression grouped(Expression expression) {
    return new Expression.Call(GROUPED, List.of(expression), List.of("", ""));
  }

  /** Whether a value is what a grouping makes of an expression. */
  static boolean isGrouped(Expression value, Expression expression) {
    return value instanceof Expression.Call call
        && call.operator().equals(GROUPED)
        && Enclosed.isSame(call.operands().get(0), expression);
  }

  /**
   * Reads a GROUP BY with sets.
   *
   * @param key the expression of an element, with a name
   */
  static GroupKeys ofSets(TextView view, SqlNodeList group, Function<SqlNode, Named> key) {
    List<Named> seen = new ArrayList<>();
    return ofOnes(view, group, node -> one(node, key.apply(node), seen));
  }

  /** Elements that are one expression, however they are written, are one key. */
  private static Named one(SqlNode node, Named named, List<Named> seen) {
    for (Named other : seen) {
      if (Enclosed.isSame(other.expression(), named.expression())) {
        return other;
      }
    }
    for (Named other : seen) {
      if (Enclosed.mayBeSame(other.expression(), named.expression())) {
        throw new NotUnderstood(OpaqueReason.GROUPING_SETS, "expressions that may be one", node);
      }
    }
    seen.add(named);
    return named;
  }

  private static GroupKeys ofOnes(TextView view, SqlNodeList group, Function<SqlNode, Named> key) {
    Set<Named> common = new LinkedHashSet<>();
    Set<Named> all = new LinkedHashSet<>();
    List<Expression> sets = new ArrayList<>();
    for (SqlNode node : group) {
      common.addAll(common(node, key));
      leaves(node, key, all);
      sets.add(
          new ExpressionBuilder(
                  view,
                  n ->
                      ExpandedSets.isList(n)
                          ? Optional.empty()
                          : Optional.of(key.apply(n).expression()))
              .build(node));
    }
    List<Named> others = new ArrayList<>();
    for (Named leaf : all) {
      boolean isKey = common.stream().anyMatch(c -> c.expression().equals(leaf.expression()));
      if (!isKey) {
        others.add(new Named(leaf.name(), grouped(leaf.expression())));
      }
    }
    List<List<Named>> branches = common.isEmpty() ? branches(group, key) : List.of();
    return new GroupKeys(List.copyOf(common), others, sets, branches);
  }

  private static List<List<Named>> branches(SqlNodeList group, Function<SqlNode, Named> key) {
    Optional<List<List<Named>>> branches = ExpandedSets.of(group, key);
    SqlNode first = group.stream().filter(ExpandedSets::isSets).findFirst().orElse(group);
    return branches.orElseThrow(
        () ->
            new NotUnderstood(
                OpaqueReason.GROUPING_SETS, first.getKind().toString().replace('_', ' '), first));
  }

  /** The expressions that are in every set of an element. */
  private static Set<Named> common(SqlNode node, Function<SqlNode, Named> key) {
    Set<Named> found = new LinkedHashSet<>();
    if (!ExpandedSets.isList(node)) {
      found.add(key.apply(node));
    } else if (node.getKind() == SqlKind.GROUPING_SETS) {
      boolean first = true;
      for (SqlNode part : ExpandedSets.parts(node)) {
        Set<Named> these = common(part, key);
        if (first) {
          found.addAll(these);
        }
        found.retainAll(these);
        first = false;
      }
    } else if (!ExpandedSets.isSets(node)) {
      ExpandedSets.parts(node).forEach(p -> found.addAll(common(p, key)));
    }
    // ROLLUP and CUBE have the set of nothing.
    return found;
  }

  private static void leaves(SqlNode node, Function<SqlNode, Named> key, Set<Named> found) {
    if (ExpandedSets.isList(node)) {
      ExpandedSets.parts(node).forEach(p -> leaves(p, key, found));
    } else {
      found.add(key.apply(node));
    }
  }

  /** A name for an expression of a GROUP BY. */
  static String name(SqlNode node, int number) {
    return node instanceof SqlIdentifier id ? id.names.get(id.names.size() - 1) : "key" + number;
  }
}
