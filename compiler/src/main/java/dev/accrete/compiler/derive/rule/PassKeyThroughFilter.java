package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A filter keeps or drops rows one by one: a changed row touches its own key, and only where it
 * passes the filter.
 */
public final class PassKeyThroughFilter implements Rule {
  @Override
  public String operator() {
    return "filter";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.Filter filter)) {
      return Passage.NOT_MINE;
    }
    Key below = key.and(filter.condition().conjuncts());
    return new Passage.Passed(
        "a filter looks at each row by itself",
        List.of(new Passage.Through(filter.input(), below, UnaryOperator.identity())),
        List.of(Passage.Narrowing.to(filter.input(), key.expressions(), UnaryOperator.identity())));
  }
}
