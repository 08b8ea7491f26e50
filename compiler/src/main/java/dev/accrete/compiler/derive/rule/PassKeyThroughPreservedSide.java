package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.JoinKind;
import java.util.List;

/**
 * A key from one preserved side of an inner or left join: rows of that side touch their own keys; a
 * change of the other side, whatever it is made of, touches its own join values, and these the rows
 * that join them; without an equality, the rows that the condition binds to it, or all.
 *
 * <p>No old state is needed: a row of the key's side that is gone is among that side's changes.
 */
public final class PassKeyThroughPreservedSide implements Rule {
  @Override
  public String operator() {
    return "inner or left join, key from a preserved side";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.Join join)) {
      return Passage.NOT_MINE;
    }
    int width = join.left().fields().size();
    int all = join.fields().size();
    JoinCondition condition = JoinCondition.of(join);
    boolean inner = join.kind() == JoinKind.INNER;
    if (key.within(0, width) && (inner || join.kind() == JoinKind.LEFT)) {
      JoinSide side = new JoinSide(join.left(), condition.lefts(), List.of());
      JoinSide other = new JoinSide(join.right(), condition.rights(), condition.rightOnly());
      if (JoinSide.sharesAChoice(key, side, other, context)) {
        return new Passage.Refused(Refusal.of(RefusalCode.OPEN_CHOICE, join.origin()));
      }
      Key left = key.keeping(c -> Key.reads(c, 0, width));
      return condition.pairs().isEmpty()
          ? BoundRows.passed(left, side, other, join.condition(), node)
          : JoinSide.passed(left, side, other, condition.nullSafe(), node);
    }
    if (key.within(width, all) && inner) {
      Key right =
          key.keeping(c -> Key.reads(c, width, all))
              .substitute(i -> new Expression.Column(i - width));
      JoinSide side = new JoinSide(join.right(), condition.rights(), List.of());
      JoinSide other = new JoinSide(join.left(), condition.lefts(), condition.leftOnly());
      if (JoinSide.sharesAChoice(right, side, other, context)) {
        return new Passage.Refused(Refusal.of(RefusalCode.OPEN_CHOICE, join.origin()));
      }
      Passage.Passed passed =
          condition.pairs().isEmpty()
              ? BoundRows.passed(right, side, other, turned(join), node)
              : JoinSide.passed(right, side, other, condition.nullSafe(), node);
      return new Passage.Passed(
          passed.sentence(),
          passed.branches(),
          List.of(passed.narrowings().get(1), passed.narrowings().get(0)));
    }
    return Passage.NOT_MINE;
  }

  /** The condition over the right side's fields, then the left's. */
  private static Expression turned(Relation.Join join) {
    int left = join.left().fields().size();
    int right = join.right().fields().size();
    return join.condition().substitute(c -> new Expression.Column(c < left ? c + right : c - left));
  }
}
