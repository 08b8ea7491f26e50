package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key that runs across partitions hops: a change touches its partition, and the partition touches the keys of all rows in it, the removed
 * ones included. A recompute of some keys reads every partition that holds one of them, whole.
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
    Relation everything = Relations.in(input, Relation.State.CURRENT_AND_REMOVED);
    return new Passage.Passed(
        "a change touches its partition, and so the key of every row that is or was in it",
        List.of(
            new Passage.Through(
                input,
                Key.of(partition),
                touched ->
                    Relations.keys(new Relation.Matching(everything, partition, touched, true, node.origin()), here))),
        List.of(
            Passage.Narrowing.to(
                input,
                partition,
                keys ->
                    Relations.project(
                        new Relation.Matching(input, key.expressions(), keys, true, node.origin()), partition))));
  }

  private static Optional<Refusal> refusal(Relation.Window window, Key key, Context context) {
    int width = window.input().fields().size();
    for (Expression expression : key.expressions()) {
      for (int column : expression.columns()) {
        if (column >= width) {
          String function = window.columns().get(column - width).function();
          return Optional.of(Refusal.of(RefusalCode.WINDOW_VALUE_AS_KEY, window.origin(), function));
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
            Refusal.of(RefusalCode.OTHER_FORM, window.origin(), "a key across windows of different partitions"));
      }
      if (!TotalOrder.isTotal(window, column, context)) {
        return Optional.of(Refusal.of(RefusalCode.OPEN_TIE, window.origin(), column.function()));
      }
    }
    if (!Relations.isRowwise(window.input(), true, false)) {
      return Optional.of(
          Refusal.of(RefusalCode.OTHER_FORM, window.origin(), "a key across the partitions of a block or an outer join"));
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
