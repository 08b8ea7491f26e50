package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One side of a join, or the row beside a subquery and what the subquery reads.
 *
 * @param values the expressions over it that the join equates
 * @param conditions what the join asks of it alone
 */
record JoinSide(Relation relation, List<Expression> values, List<Expression> conditions) {

  /**
   * Whether a choice of the engine would be shared: one in the key's own side, which routes
   * evaluate once more, or one in the other side that rows of several keys meet. Where the key is
   * made of the join's values, each row of the other side belongs to one key.
   */
  static boolean sharesAChoice(Key key, JoinSide side, JoinSide other, Rule.Context context) {
    boolean ofOneKey =
        key.expressions().stream().allMatch(e -> Relations.isMadeOf(e, side.values()));
    return OpenChoices.in(side.relation(), context)
        || (!ofOneKey && OpenChoices.in(other.relation(), context));
  }

  static Passage.Passed passed(
      Key key, JoinSide side, JoinSide other, boolean nullSafe, Relation node) {
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
  private static Passage.Narrowing otherNarrowing(
      Key key, JoinSide side, JoinSide other, Relation node) {
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
