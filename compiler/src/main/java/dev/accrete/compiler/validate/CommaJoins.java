package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code FROM a, b WHERE a.x = b.x} as the inner join that it is: what the WHERE equates
 * across a join without a condition becomes its condition, so that a change of one side leads to
 * the rows that it is bound to, and not to all. What else it asks stays where it is. What it asks
 * of the left side of a LEFT JOIN alone may as well be asked below it.
 */
final class CommaJoins {
  private static final Expression TRUE = new Expression.Literal("TRUE");

  private final List<Expression> taken = new ArrayList<>();

  private CommaJoins() {}

  /** The rows, and what of the WHERE is still to be asked of them. */
  record Joined(Relation rows, List<Expression> rest) {
    Joined {
      rest = List.copyOf(rest);
    }
  }

  /** The rows of a FROM with what a WHERE equates across its joins. */
  static Joined of(Relation rows, Expression where) {
    CommaJoins joins = new CommaJoins();
    Relation joined = joins.joined(rows, where.conjuncts());
    return new Joined(
        joined, where.conjuncts().stream().filter(c -> !joins.taken.contains(c)).toList());
  }

  private Relation joined(Relation rows, List<Expression> conjuncts) {
    if (!(rows instanceof Join join)
        || (join.kind() != JoinKind.INNER && join.kind() != JoinKind.LEFT)) {
      return rows;
    }
    int width = join.left().fields().size();
    if (join.kind() == JoinKind.LEFT) {
      List<Expression> left =
          conjuncts.stream().filter(c -> c.columns().stream().allMatch(i -> i < width)).toList();
      Relation inner = joined(join.left(), left);
      return new Join(inner, join.right(), join.kind(), join.condition(), join.origin());
    }
    List<Expression> both = new ArrayList<>();
    List<Expression> below = new ArrayList<>();
    for (Expression conjunct : conjuncts) {
      boolean reachesRight = conjunct.columns().stream().anyMatch(c -> c >= width);
      boolean reachesLeft = conjunct.columns().stream().anyMatch(c -> c < width);
      if (!reachesRight) {
        below.add(conjunct);
      } else if (reachesLeft && isEquality(conjunct) && join.condition().equals(TRUE)) {
        both.add(conjunct);
      }
    }
    taken.addAll(both);
    Relation inner = joined(join.left(), below);
    Expression condition = both.isEmpty() ? join.condition() : Expression.all(both);
    return new Join(inner, join.right(), JoinKind.INNER, condition, join.origin());
  }

  private static boolean isEquality(Expression conjunct) {
    return conjunct instanceof Expression.Call call && call.operator().equals("=");
  }
}
