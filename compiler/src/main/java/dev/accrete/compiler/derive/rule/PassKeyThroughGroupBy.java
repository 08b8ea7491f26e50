package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A group depends on its own rows alone: a key made of group expressions keeps whole groups
 * together.
 */
public final class PassKeyThroughGroupBy implements Rule {
  @Override
  public String operator() {
    return "GROUP BY, DISTINCT";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.Aggregate aggregate)) {
      return Passage.NOT_MINE;
    }
    int groups = aggregate.keys().size();
    if (groups == 0 && key.expressions().isEmpty()) {
      // The one row is told by nothing, and any change may touch it.
      return new Passage.Passed(
          "any change may touch the one row",
          List.of(
              new Passage.Through(aggregate.input(), Key.of(List.of()), UnaryOperator.identity())),
          List.of(Passage.Narrowing.whole(aggregate.input())));
    }
    if (groups == 0) {
      boolean total = key.expressions().stream().allMatch(new Expression.Literal("NULL")::equals);
      return new Passage.Refused(
          total
              ? Refusal.of(RefusalCode.GROUPING_SETS, aggregate.origin(), "GROUP BY")
              : Refusal.of(RefusalCode.ONE_ROW, aggregate.origin()));
    }
    for (Expression expression : key.expressions()) {
      for (int column : expression.columns()) {
        if (column >= groups) {
          String name = aggregate.aggregates().get(column - groups).name();
          return new Passage.Refused(
              Refusal.of(RefusalCode.KEY_OF_AGGREGATE, aggregate.origin(), name));
        }
      }
    }
    if (key.expressions().stream()
        .anyMatch(e -> LooseEquality.isComputedFrom(e, aggregate.fields()))) {
      return new Passage.Refused(Refusal.of(RefusalCode.LOOSE_KEY, aggregate.origin()));
    }
    Key below =
        key.keeping(c -> Key.reads(c, 0, groups))
            .substitute(i -> aggregate.keys().get(i).expression());
    return new Passage.Passed(
        "a group depends on its own rows alone",
        List.of(new Passage.Through(aggregate.input(), below, UnaryOperator.identity())),
        List.of(
            Passage.Narrowing.to(
                aggregate.input(), below.expressions(), UnaryOperator.identity())));
  }
}
