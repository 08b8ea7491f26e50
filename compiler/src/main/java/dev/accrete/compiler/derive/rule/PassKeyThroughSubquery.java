package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Relation;

/**
 * A subquery inside an expression says something of each row by itself: the key passes to these
 * rows, and a change of what the subquery reads touches the rows that it is bound to, by equality
 * or by any other condition; where nothing binds it, all of them.
 *
 * <p>What a subquery says of a row depends on the row and on the bag of rows that its condition
 * holds for. A changed row for which the condition does not hold is in none of these bags, before
 * or after.
 */
public final class PassKeyThroughSubquery implements Rule {
  @Override
  public String operator() {
    return "EXISTS, IN, ANY, ALL, scalar subquery";
  }

  @Override
  public Passage pass(Relation node, Key key, Context context) {
    if (!(node instanceof Relation.Subquery subquery)) {
      return Passage.NOT_MINE;
    }
    int width = subquery.width();
    if (!key.within(0, width)) {
      return new Passage.Refused(Refusal.of(RefusalCode.SUBQUERY_AS_KEY, subquery.origin()));
    }
    JoinCondition condition = JoinCondition.of(subquery);
    JoinSide side = new JoinSide(subquery.input(), condition.lefts(), condition.leftOnly());
    JoinSide other = new JoinSide(subquery.rows(), condition.rights(), condition.rightOnly());
    if (JoinSide.sharesAChoice(key, side, other, context)
        || subquery.expressions().stream().anyMatch(OpenChoices::picks)) {
      return new Passage.Refused(Refusal.of(RefusalCode.OPEN_CHOICE, subquery.origin()));
    }
    Key here = key.keeping(c -> Key.reads(c, 0, width));
    if (!condition.pairs().isEmpty()) {
      return JoinSide.passed(here, side, other, condition.nullSafe(), node);
    }
    return BoundRows.passed(here, side, other, subquery.condition(), node);
  }
}
