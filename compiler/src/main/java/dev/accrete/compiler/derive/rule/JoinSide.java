package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
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
        isKeyOfValues(key, side, other)
            ? touched -> Relations.project(touched, columns(side, key))
            : touched ->
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

  /**
   * Whether the values by which the other side joins are the key already, so that nobody need be
   * asked which rows they join: a key that no row has is touched in vain. Only where asking is
   * dear, as the side is a block that would be evaluated, and where both values are of one column,
   * so that what equals the one equals the other.
   */
  private static boolean isKeyOfValues(Key key, JoinSide side, JoinSide other) {
    return key.conditions().isEmpty()
        && !Relations.isRowwise(side.relation(), true, true)
        && key.expressions().stream().allMatch(e -> isOneColumn(e, side, other));
  }

  private static boolean isOneColumn(Expression key, JoinSide side, JoinSide other) {
    int place = side.values().indexOf(key);
    Optional<ColumnOrigin> origin = ColumnOrigin.of(side.relation(), key);
    return place >= 0
        && origin.isPresent()
        && origin.equals(ColumnOrigin.of(other.relation(), other.values().get(place)));
  }

  /** Where the key's expressions stand among the join's values, as columns. */
  private static List<Expression> columns(JoinSide side, Key key) {
    return key.expressions().stream()
        .<Expression>map(e -> new Expression.Column(side.values().indexOf(e)))
        .toList();
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
    if (node instanceof Relation.Join && !Relations.isRowwise(side.relation(), true, true)) {
      return byWhatIsKnown(key, side, other);
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

  /**
   * Beside a block, what the key tells of the join's values: a row that joins a touched one has
   * them. The others would take the block to be evaluated.
   */
  private static Passage.Narrowing byWhatIsKnown(Key key, JoinSide side, JoinSide other) {
    List<Expression> values = new ArrayList<>();
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < side.values().size(); i++) {
      int place = key.expressions().indexOf(side.values().get(i));
      if (place >= 0) {
        values.add(other.values().get(i));
        columns.add(new Expression.Column(place));
      }
    }
    return values.isEmpty()
        ? Passage.Narrowing.whole(other.relation())
        : Passage.Narrowing.to(other.relation(), values, keys -> Relations.project(keys, columns));
  }

  /** Where the join's values stand among the key's expressions, if all of them do. */
  private static Optional<List<Integer>> places(List<Expression> values, List<Expression> keys) {
    List<Integer> places = values.stream().map(keys::indexOf).toList();
    return places.contains(-1) ? Optional.empty() : Optional.of(places);
  }
}
