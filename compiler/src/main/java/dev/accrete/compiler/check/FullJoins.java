package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the rows of full joins: COALESCE of two values that the join equates is either
 * of them, where both have one type.
 */
final class FullJoins {
  private FullJoins() {}

  /** A right row without partner. */
  static Pattern alone(Join join, Pattern right) {
    return right.withFields(Rows.nulls(join.left()).and(right).fields());
  }

  /**
   * A pair with its equated values told to be one, where both are plain columns of one type.
   *
   * @param asLeft whether they are told as the left value, else as the right one
   */
  static Pattern told(Pattern pair, Join join, boolean asLeft) {
    if (join.kind() != JoinKind.FULL) {
      return pair;
    }
    int width = Wanted.width(join.left());
    Pattern told = pair;
    for (Fact fact : Fact.of(join.condition())) {
      boolean turned = reads(fact.right(), width, true) && reads(fact.left(), width, false);
      boolean straight = reads(fact.left(), width, true) && reads(fact.right(), width, false);
      List<Expression> values = new ArrayList<>(parts(fact.left()));
      values.addAll(parts(fact.right()));
      boolean plain =
          values.stream().allMatch(v -> v instanceof Column) && ValueTypes.areOne(join, values);
      if (fact.nullSafe() || straight == turned || !plain) {
        continue;
      }
      Expression left = told.over(straight ? fact.left() : fact.right());
      Expression right = told.over(straight ? fact.right() : fact.left());
      told = asLeft ? told.identify(right, left) : told.identify(left, right);
    }
    return told;
  }

  private static boolean reads(Expression expression, int width, boolean left) {
    return !expression.columns().isEmpty()
        && expression.columns().stream().allMatch(c -> c < width == left);
  }

  /** The operands of a COALESCE, nested ones flattened; or the expression alone. */
  static List<Expression> parts(Expression expression) {
    return isOne(expression)
        ? ((Call) expression).operands().stream().flatMap(o -> parts(o).stream()).toList()
        : List.of(expression);
  }

  static boolean isOne(Expression expression) {
    return expression instanceof Call call && call.operator().equals("COALESCE");
  }

  /** COALESCE in its one form. */
  static Expression of(List<Expression> parts) {
    List<Expression> some = parts.stream().filter(p -> !p.equals(Pattern.NULL)).toList();
    if (some.size() <= 1) {
      return some.isEmpty() ? Pattern.NULL : some.get(0);
    }
    List<String> glue = new ArrayList<>(List.of("COALESCE("));
    for (int i = 1; i < some.size(); i++) {
      glue.add(", ");
    }
    glue.add(")");
    return new Call("COALESCE", some, glue);
  }

  /** COALESCE of operands in their one form: without NULL, and each but once. */
  static Expression reduced(List<Expression> operands) {
    return of(operands.stream().flatMap(o -> parts(o).stream()).distinct().toList());
  }
}
