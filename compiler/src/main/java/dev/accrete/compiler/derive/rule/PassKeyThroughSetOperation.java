package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.ComparedTypes;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * UNION, INTERSECT and EXCEPT compare whole rows: a key of their columns passes to each branch,
 * column by column.
 *
 * <p>A column that branches give in types that do not compare alike is no key: what a branch has
 * may differ from the value that the operation made of it.
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
    for (int column : columns(key)) {
      if (!ComparedTypes.agree(operation.inputs(), column)) {
        String name = operation.fields().get(column).name();
        return new Passage.Refused(Refusal.of(RefusalCode.MIXED_TYPES, operation.origin(), name));
      }
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

  private static Set<Integer> columns(Key key) {
    Set<Integer> columns = new TreeSet<>();
    key.expressions().forEach(e -> columns.addAll(e.columns()));
    return columns;
  }
}
