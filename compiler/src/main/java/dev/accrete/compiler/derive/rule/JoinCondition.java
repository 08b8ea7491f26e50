package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A join's condition taken apart.
 *
 * @param pairs equalities with one side over each input
 * @param leftOnly conjuncts over the left input alone
 * @param rightOnly conjuncts over the right input alone, with fields counted from that input's
 *     first
 */
record JoinCondition(List<Pair> pairs, List<Expression> leftOnly, List<Expression> rightOnly) {

  /**
   * An equality of the join.
   *
   * @param left over the left input
   * @param right over the right input, with fields counted from its first
   * @param nullSafe whether NULL matches NULL
   */
  record Pair(Expression left, Expression right, boolean nullSafe) {}

  static JoinCondition of(Relation.Join join) {
    return of(join.condition(), join.left().fields().size(), join.fields().size());
  }

  /** Of what binds a subquery to the row beside it, which is the left side. */
  static JoinCondition of(Relation.Subquery subquery) {
    int width = subquery.width();
    return of(subquery.condition(), width, width + subquery.rows().fields().size());
  }

  private static JoinCondition of(Expression condition, int width, int all) {
    List<Pair> pairs = new ArrayList<>();
    List<Expression> leftOnly = new ArrayList<>();
    List<Expression> rightOnly = new ArrayList<>();
    for (Expression conjunct : condition.conjuncts()) {
      if (conjunct.columns().isEmpty()) {
        continue;
      }
      if (Key.reads(conjunct, 0, width)) {
        leftOnly.add(conjunct);
      } else if (Key.reads(conjunct, width, all)) {
        rightOnly.add(toRight(conjunct, width));
      } else {
        pair(conjunct, width, all).ifPresent(pairs::add);
      }
    }
    return new JoinCondition(pairs, leftOnly, rightOnly);
  }

  private static Optional<Pair> pair(Expression conjunct, int width, int all) {
    if (!(conjunct instanceof Expression.Call call) || call.operands().size() != 2) {
      return Optional.empty();
    }
    boolean nullSafe = call.operator().equals("IS NOT DISTINCT FROM");
    if (!call.operator().equals("=") && !nullSafe) {
      return Optional.empty();
    }
    Expression first = call.operands().get(0);
    Expression second = call.operands().get(1);
    boolean straight = Key.reads(first, 0, width) && Key.reads(second, width, all);
    boolean crossed = Key.reads(second, 0, width) && Key.reads(first, width, all);
    if (first.columns().isEmpty() || second.columns().isEmpty() || straight == crossed) {
      return Optional.empty();
    }
    return Optional.of(
        straight
            ? new Pair(first, toRight(second, width), nullSafe)
            : new Pair(second, toRight(first, width), nullSafe));
  }

  static Expression toRight(Expression expression, int width) {
    return expression.substitute(i -> new Expression.Column(i - width));
  }

  List<Expression> lefts() {
    return pairs.stream().map(Pair::left).toList();
  }

  List<Expression> rights() {
    return pairs.stream().map(Pair::right).toList();
  }

  /**
   * Whether NULL must match NULL on some pair: then it may on all, which only touches more keys.
   */
  boolean nullSafe() {
    return pairs.stream().anyMatch(Pair::nullSafe);
  }
}
