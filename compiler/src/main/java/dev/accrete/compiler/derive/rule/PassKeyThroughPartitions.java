package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A window's value depends on its own partition alone: a key made of every PARTITION BY keeps whole
 * partitions together.
 */
public final class PassKeyThroughPartitions implements Rule {
  @Override
  public String operator() {
    return "window, key within PARTITION BY";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.Window window)) {
      return Passage.NOT_MINE;
    }
    boolean within = key.expressions().stream().allMatch(e -> isWithin(e, window));
    if (!within || key.expressions().stream().anyMatch(e -> e.columns().isEmpty())) {
      return Passage.NOT_MINE;
    }
    Key below = key.keeping(c -> isWithin(c, window));
    return new Passage.Passed(
        "a window's value depends on its own partition alone, and the key keeps partitions together",
        List.of(new Passage.Through(window.input(), below, UnaryOperator.identity())),
        List.of(
            Passage.Narrowing.to(window.input(), below.expressions(), UnaryOperator.identity())));
  }

  private static boolean isWithin(Expression expression, Relation.Window window) {
    return window.columns().stream()
        .allMatch(c -> c.partition().contains(expression) || isComputedFrom(expression, c, window));
  }

  private static boolean isComputedFrom(
      Expression expression, Relation.WindowColumn column, Relation.Window window) {
    return Relations.isMadeOf(expression, column.partition())
        && !LooseEquality.isComputedFrom(expression, window.input().fields());
  }
}
