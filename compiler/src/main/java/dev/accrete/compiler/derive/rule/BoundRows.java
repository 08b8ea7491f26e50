package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.JoinKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The way of a change to the rows that it is bound to by any condition: it touches values of the
 * columns that the condition reads, and these the rows for which the condition then holds.
 *
 * <p>What the condition asks of values that a change cannot be told by, such as aggregates, is left
 * out. Where nothing is left, each change touches all rows.
 */
final class BoundRows {
  private BoundRows() {}

  /**
   * The passage of a key of {@code side}.
   *
   * @param condition over the fields of {@code side}, then those of {@code other}
   */
  static Passage.Passed passed(
      Key key, JoinSide side, JoinSide other, Expression condition, Relation node) {
    int width = side.relation().fields().size();
    List<Expression> conjuncts = new ArrayList<>();
    TreeSet<Integer> read = new TreeSet<>();
    for (Expression conjunct : condition.conjuncts()) {
      List<Integer> others =
          conjunct.columns().stream().filter(c -> c >= width).map(c -> c - width).toList();
      boolean both = !others.isEmpty() && others.size() < conjunct.columns().size();
      if (both && others.stream().allMatch(c -> isTold(other.relation(), c))) {
        conjuncts.add(conjunct);
        read.addAll(others);
      }
    }
    List<Integer> columns = List.copyOf(read);
    List<Expression> values = columns.stream().<Expression>map(Expression.Column::new).toList();
    UnaryOperator<Relation> lift =
        touched ->
            Relations.keys(
                bound(side.relation(), touched, substituted(conjuncts, columns, width), node), key);
    return new Passage.Passed(
        values.isEmpty()
            ? "rows touch their own keys; a change of the other side touches all of them"
            : "rows touch their own keys; a change of the other side touches those for which the condition holds",
        List.of(
            new Passage.Through(side.relation(), key, UnaryOperator.identity()),
            new Passage.Through(other.relation(), new Key(values, other.conditions()), lift)),
        List.of(
            Passage.Narrowing.to(side.relation(), key.expressions(), UnaryOperator.identity()),
            Passage.Narrowing.whole(other.relation())));
  }

  private static Relation bound(
      Relation rows, Relation touched, List<Expression> conjuncts, Relation node) {
    if (conjuncts.isEmpty()) {
      return new Relation.Matching(rows, List.of(), touched, false, node.origin());
    }
    return new Relation.Join(
        rows, touched, JoinKind.INNER, Expression.all(conjuncts), node.origin());
  }

  private static List<Expression> substituted(
      List<Expression> conjuncts, List<Integer> columns, int width) {
    return Key.substituted(
        conjuncts, c -> new Expression.Column(c < width ? c : width + columns.indexOf(c - width)));
  }

  /** Whether changes of a relation can be told by the values of a field. */
  private static boolean isTold(Relation relation, int field) {
    if (relation instanceof Relation.Project project) {
      return project.columns().get(field).expression().columns().stream()
          .allMatch(c -> isTold(project.input(), c));
    }
    if (relation instanceof Relation.Aggregate aggregate) {
      return field < aggregate.keys().size()
          && aggregate.keys().get(field).expression().columns().stream()
              .allMatch(c -> isTold(aggregate.input(), c));
    }
    if (relation instanceof Relation.Window window) {
      return field < window.input().fields().size() && isTold(window.input(), field);
    }
    if (relation instanceof Relation.Subquery subquery) {
      return field < subquery.width() && isTold(subquery.input(), field);
    }
    if (relation instanceof Relation.Join join) {
      int width = join.left().fields().size();
      return field < width ? isTold(join.left(), field) : isTold(join.right(), field - width);
    }
    return relation.inputs().stream().allMatch(i -> isTold(i, field));
  }
}
