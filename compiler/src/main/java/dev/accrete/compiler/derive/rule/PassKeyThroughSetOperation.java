package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * UNION, INTERSECT and EXCEPT compare whole rows: a key of their columns passes to each branch,
 * column by column.
 */
public final class PassKeyThroughSetOperation implements Rule {
  @Override
  public String operator() {
    return "UNION, INTERSECT, EXCEPT, with and without ALL";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.SetOperation operation)) {
      return Passage.NOT_MINE;
    }
    List<Passage.Branch> branches = new ArrayList<>();
    List<Passage.Narrowing> narrowings = new ArrayList<>();
    for (Relation input : operation.inputs()) {
      branches.add(new Passage.Through(input, key, UnaryOperator.identity()));
      narrowings.add(Passage.Narrowing.to(input, key.expressions(), UnaryOperator.identity()));
    }
    return new Passage.Passed(
        "a set operation compares whole rows, and equal rows have equal keys",
        branches,
        narrowings);
  }
}
