package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.JoinKind;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A key from one preserved side of an inner or left join: rows of that side touch their own keys; a
 * change of the other side, whatever it is made of, touches its own join values, and these the rows
 * that join them.
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
    if (condition.pairs().isEmpty()) {
      return Passage.NOT_MINE;
    }
    boolean inner = join.kind() == JoinKind.INNER;
    if (key.within(0, width) && (inner || join.kind() == JoinKind.LEFT)) {
      Side side = new Side(join.left(), condition.lefts(), List.of());
      Side other = new Side(join.right(), condition.rights(), condition.rightOnly());
      if (sharesAChoice(key, side, other, context)) {
        return new Passage.Refused(Refusal.of(RefusalCode.OPEN_CHOICE, join.origin()));
      }
      return passed(
          key.keeping(c -> Key.reads(c, 0, width)), side, other, condition.nullSafe(), node);
    }
    if (key.within(width, all) && inner) {
      Key right =
          key.keeping(c -> Key.reads(c, width, all))
              .substitute(i -> new Expression.Column(i - width));
      Side side = new Side(join.right(), condition.rights(), List.of());
      Side other = new Side(join.left(), condition.lefts(), condition.leftOnly());
      if (sharesAChoice(right, side, other, context)) {
        return new Passage.Refused(Refusal.of(RefusalCode.OPEN_CHOICE, join.origin()));
      }
      Passage.Passed passed = passed(right, side, other, condition.nullSafe(), node);
      return new Passage.Passed(
          passed.sentence(),
          passed.branches(),
          List.of(passed.narrowings().get(1), passed.narrowings().get(0)));
    }
    return Passage.NOT_MINE;
  }

  /**
   * One side of the join, the expressions over it that the join equates, and what the join asks of
   * it alone.
   */
  private record Side(Relation relation, List<Expression> values, List<Expression> conditions) {}

  /**
   * Whether a choice of the engine would be shared: one in the key's own side, which routes
   * evaluate once more, or one in the other side that rows of several keys meet. Where the key is
   * made of the join's values, each row of the other side belongs to one key.
   */
  private static boolean sharesAChoice(Key key, Side side, Side other, Context context) {
    boolean ofOneKey =
        key.expressions().stream().allMatch(e -> Relations.isMadeOf(e, side.values()));
    return OpenChoices.in(side.relation(), context)
        || (!ofOneKey && OpenChoices.in(other.relation(), context));
  }

  private static Passage.Passed passed(
      Key key, Side side, Side other, boolean nullSafe, Relation node) {
    UnaryOperator<Relation> lift =
        touched ->
            Relations.keys(
                new Relation.Matching(
                    side.relation(), side.values(), touched, nullSafe, node.origin()),
                key);
    return new Passage.Passed(
        "rows of the key's side touch their own keys; a change of the other side touches the rows that join it",
        List.of(
            new Passage.Through(side.relation(), key, UnaryOperator.identity()),
            new Passage.Through(
                other.relation(), new Key(other.values(), other.conditions()), lift)),
        List.of(
            Passage.Narrowing.to(side.relation(), key.expressions(), UnaryOperator.identity()),
            otherNarrowing(key, side, other, node)));
  }

  /** The other side is needed only where it joins a row of a touched key. */
  private static Passage.Narrowing otherNarrowing(Key key, Side side, Side other, Relation node) {
    Optional<List<Integer>> places = places(side.values(), key.expressions());
    if (places.isPresent()) {
      List<Expression> columns =
          places.get().stream().<Expression>map(Expression.Column::new).toList();
      // The keys as they are: a text read on both sides is then restricted alike.
      boolean same = side.values().equals(key.expressions());
      return Passage.Narrowing.to(
          other.relation(), other.values(), keys -> same ? keys : Relations.project(keys, columns));
    }
    if (!Relations.isRowwise(side.relation(), false, false)) {
      return Passage.Narrowing.whole(other.relation());
    }
    return Passage.Narrowing.to(
        other.relation(),
        other.values(),
        keys ->
            Relations.project(
                new Relation.Matching(
                    side.relation(), key.expressions(), keys, true, node.origin()),
                side.values()));
  }

  /** Where the join's values stand among the key's expressions, if all of them do. */
  private static Optional<List<Integer>> places(List<Expression> values, List<Expression> keys) {
    List<Integer> places = values.stream().map(keys::indexOf).toList();
    return places.contains(-1) ? Optional.empty() : Optional.of(places);
  }
}
