package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A key that runs across partitions hops: a changed row touches its own key, and its partition
 * touches the keys of all other rows in it. A recompute of some keys reads every partition that
 * holds one of them, whole.
 *
 * <p>The current rows of a partition are enough: a row that differs above the window is itself a
 * changed row of the input, or it stands in both states and shares its partition with one.
 */
public final class HopThroughPartitions implements Rule {
  @Override
  public String operator() {
    return "window, key across partitions";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.Window window)) {
      return Passage.NOT_MINE;
    }
    Optional<Refusal> refusal = refusal(window, key, context);
    if (refusal.isPresent()) {
      return new Passage.Refused(refusal.get());
    }
    List<Expression> partition = window.columns().get(0).partition();
    Relation input = window.input();
    int width = input.fields().size();
    Key here = key.keeping(c -> Key.reads(c, 0, width));
    return new Passage.Passed(
        "a changed row touches its own key, and its partition those of all rows in it",
        List.of(
            new Passage.Through(input, here, UnaryOperator.identity()),
            new Passage.Through(
                input,
                Key.of(partition),
                touched ->
                    Relations.keys(
                        new Relation.Matching(input, partition, touched, true, node.origin()),
                        here))),
        List.of(
            Passage.Narrowing.to(
                input,
                partition,
                keys ->
                    Relations.project(
                        new Relation.Matching(input, key.expressions(), keys, true, node.origin()),
                        partition))));
  }

  private static Optional<Refusal> refusal(Relation.Window window, Key key, Context context) {
    int width = window.input().fields().size();
    for (Expression expression : key.expressions()) {
      for (int column : expression.columns()) {
        if (column >= width) {
          String function = window.columns().get(column - width).function();
          return Optional.of(
              Refusal.of(RefusalCode.WINDOW_VALUE_AS_KEY, window.origin(), function));
        }
      }
    }
    List<Expression> partition = window.columns().get(0).partition();
    for (WindowColumn column : window.columns()) {
      if (column.partition().isEmpty()) {
        return Optional.of(
            Refusal.of(RefusalCode.WINDOW_WITHOUT_PARTITION, window.origin(), column.function()));
      }
      if (!column.partition().equals(partition)) {
        return Optional.of(
            Refusal.of(
                RefusalCode.OTHER_FORM,
                window.origin(),
                "a key across windows of different partitions"));
      }
      if (!TotalOrder.isTotal(window, column, context)) {
        return Optional.of(Refusal.of(RefusalCode.OPEN_TIE, window.origin(), column.function()));
      }
    }
    if (OpenChoices.in(window.input(), context)) {
      return Optional.of(Refusal.of(RefusalCode.OPEN_CHOICE, window.origin()));
    }
    return Optional.empty();
  }

  /** The fields of a window's input that its partition and order name as plain columns. */
  static List<Expression> listed(WindowColumn column) {
    List<Expression> listed = new ArrayList<>(column.partition());
    column.order().forEach(o -> listed.add(o.expression()));
    return listed;
  }
}
