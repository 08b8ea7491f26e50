package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.function.UnaryOperator;

/** A projection computes each row by itself: the key is rewritten in terms of its input. */
public final class PassKeyThroughProjection implements Rule {
  @Override
  public String operator() {
    return "projection";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.Project project)) {
      return Passage.NOT_MINE;
    }
    Key below = key.substitute(i -> project.columns().get(i).expression());
    return new Passage.Passed(
        "a projection computes each row by itself",
        List.of(new Passage.Through(project.input(), below, UnaryOperator.identity())),
        List.of(
            Passage.Narrowing.to(project.input(), below.expressions(), UnaryOperator.identity())));
  }
}
