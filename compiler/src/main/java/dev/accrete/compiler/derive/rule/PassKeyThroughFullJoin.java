package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A key that is COALESCE of the two values that a FULL JOIN equates: each row of the result has the
 * value of whichever sides it is made of, so a change of either side, whatever it is made of,
 * touches its own value, and both sides are needed for touched values alone.
 *
 * <p>The values must be plain columns of one type, which are NULL where their side is absent.
 */
public final class PassKeyThroughFullJoin implements Rule {
  @Override
  public String operator() {
    return "FULL JOIN, key COALESCE of what it equates";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.Join join) || join.kind() != JoinKind.FULL) {
      return Passage.NOT_MINE;
    }
    List<Expression> lefts = new ArrayList<>();
    List<Expression> rights = new ArrayList<>();
    for (Expression expression : key.expressions()) {
      Optional<JoinCondition.Pair> pair = pair(join, expression);
      if (pair.isEmpty()) {
        return Passage.NOT_MINE;
      }
      lefts.add(pair.get().left());
      rights.add(pair.get().right());
    }
    return new Passage.Passed(
        "each row has the value of the sides that it is made of, and these are equal",
        List.of(
            new Passage.Through(join.left(), Key.of(lefts), UnaryOperator.identity()),
            new Passage.Through(join.right(), Key.of(rights), UnaryOperator.identity())),
        List.of(
            Passage.Narrowing.to(join.left(), lefts, UnaryOperator.identity()),
            Passage.Narrowing.to(join.right(), rights, UnaryOperator.identity())));
  }

  /** The equality of the join whose values a key expression takes, if it is one. */
  private static Optional<JoinCondition.Pair> pair(Relation.Join join, Expression key) {
    int width = join.left().fields().size();
    List<Expression> values = values(key);
    return JoinCondition.of(join).pairs().stream()
        .filter(p -> !p.nullSafe())
        .filter(
            p -> {
              List<Expression> left = values(p.left());
              List<Expression> right = values(p.right().substitute(c -> new Column(c + width)));
              boolean either =
                  values.equals(joined(left, right)) || values.equals(joined(right, left));
              return either
                  && values.stream().allMatch(v -> v instanceof Column)
                  && ValueTypes.areOne(join, values);
            })
        .findFirst();
  }

  private static List<Expression> joined(List<Expression> first, List<Expression> second) {
    List<Expression> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The operands of a COALESCE, nested ones flattened; or the expression alone. */
  private static List<Expression> values(Expression expression) {
    return expression instanceof Call call && call.operator().equals("COALESCE")
        ? call.operands().stream().flatMap(o -> values(o).stream()).toList()
        : List.of(expression);
  }
}
