package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.JoinKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A key from both sides of a join, or from the side that may be NULL: each outer join is read as
 * its inner join and as every preserved row with NULLs beside it, over the current and the removed
 * rows of each input, one changed input at a time replaced by its changes. The key is computed on
 * those rows.
 */
public final class PassKeyThroughBothSides implements Rule {
  @Override
  public String operator() {
    return "join, key from both sides or one that may be NULL";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.Join join)) {
      return Passage.NOT_MINE;
    }
    if (join.kind() == JoinKind.RIGHT) {
      // Trees have none: it is the left join of its sides turned round.
      return new Passage.Refused(
          Refusal.of(RefusalCode.JOIN_FORM, join.origin(), join.kind() + " JOIN"));
    }
    if (!Relations.isRowwise(join, true, true)) {
      return new Passage.Refused(refusal(join, key));
    }
    List<Passage.Branch> branches = new ArrayList<>();
    for (Relation.Scan scan : join.scans()) {
      for (Relation reading : Readings.of(join, scan)) {
        branches.add(new Passage.Direct(scan, Relations.keys(reading, key)));
      }
    }
    return new Passage.Passed(
        "each changed row is joined with what the other inputs have and had, and with nothing where the join allows it",
        branches,
        narrowings(join, key));
  }

  private static Refusal refusal(Relation.Join join, Key key) {
    if (key.within(0, join.left().fields().size())) {
      return Refusal.of(RefusalCode.NO_EQUALITY, join.origin());
    }
    Relation block = Relations.isRowwise(join.right(), true, true) ? join.left() : join.right();
    return Refusal.of(RefusalCode.KEY_FROM_BLOCK, join.origin(), kind(block));
  }

  private static String kind(Relation block) {
    if (block instanceof Relation.Aggregate) {
      return "a GROUP BY";
    }
    if (block instanceof Relation.Window) {
      return "a window";
    }
    if (block instanceof Relation.Subquery) {
      return "EXISTS, IN or another subquery";
    }
    return block.inputs().stream()
        .filter(i -> !Relations.isRowwise(i, true, true))
        .findFirst()
        .map(PassKeyThroughBothSides::kind)
        .orElse("a set operation");
  }

  /**
   * Both sides are needed only where their join values belong to a row of a touched key. The right
   * side of a left join may be narrowed only where no left row without such values is kept: it
   * would lose its partner, and stand alone under a key that may be touched.
   */
  private static List<Passage.Narrowing> narrowings(Relation.Join join, Key key) {
    JoinCondition condition = JoinCondition.of(join);
    if (condition.pairs().isEmpty() || join.kind() == JoinKind.FULL) {
      return List.of(Passage.Narrowing.whole(join.left()), Passage.Narrowing.whole(join.right()));
    }
    List<Expression> values = condition.lefts();
    Passage.Narrowing left =
        Passage.Narrowing.to(join.left(), values, keys -> joined(join, key, keys, values));
    if (join.kind() != JoinKind.INNER && !isExact(join.left(), values)) {
      return List.of(left, Passage.Narrowing.whole(join.right()));
    }
    return List.of(
        left,
        Passage.Narrowing.to(
            join.right(), condition.rights(), keys -> joined(join, key, keys, values)));
  }

  /**
   * Whether narrowing a relation by some expressions reaches one scan as it is, so that no other
   * rows stay.
   */
  private static boolean isExact(Relation relation, List<Expression> expressions) {
    if (relation instanceof Relation.Filter filter) {
      return isExact(filter.input(), expressions);
    }
    if (relation instanceof Relation.Project project) {
      return isExact(
          project.input(),
          Key.substituted(expressions, i -> project.columns().get(i).expression()));
    }
    if (relation instanceof Relation.Join join) {
      boolean preserved = Key.of(expressions).within(0, join.left().fields().size());
      return preserved
          && !JoinCondition.of(join).pairs().isEmpty()
          && isExact(join.left(), expressions);
    }
    return relation instanceof Relation.Scan;
  }

  private static Relation joined(
      Relation.Join join, Key key, Relation keys, List<Expression> values) {
    return Relations.project(
        new Relation.Matching(join, key.expressions(), keys, true, join.origin()), values);
  }
}
