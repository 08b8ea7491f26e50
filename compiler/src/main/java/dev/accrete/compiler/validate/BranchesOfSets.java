package dev.accrete.compiler.validate;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Expression.Literal;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Grouping sets without a common expression as what they are: a plain grouping for each set, one
 * below the other by UNION ALL, with GROUPING() a constant in each.
 *
 * <p>An expression that a set lacks is NULL there, of its own type: a group key that no row has a
 * value for adds no group. The set of nothing has one row always, so it has no such keys.
 */
final class BranchesOfSets {
  private static final Set<String> GROUPING = Set.of("GROUPING", "GROUPING_ID");
  private static final Literal TRUE = new Literal("TRUE");

  private final Relation input;
  private final GroupKeys by;
  private final List<Named> columns;
  private final SqlNode place;
  private final Origin origin;

  private BranchesOfSets(
      Relation input, GroupKeys by, List<Named> columns, SqlNode place, Origin origin) {
    this.input = input;
    this.by = by;
    this.columns = columns;
    this.place = place;
    this.origin = origin;
  }

  /**
   * The rows of a grouping with sets.
   *
   * @param columns what they have: the expressions that only some sets have, GROUPING() and
   *     aggregates
   */
  static Relation of(
      Relation input, GroupKeys by, List<Named> columns, SqlNode place, Origin origin) {
    BranchesOfSets sets = new BranchesOfSets(input, by, columns, place, origin);
    return union(by.branches().stream().map(sets::branch).toList(), origin);
  }

  private static Relation union(List<Relation> branches, Origin origin) {
    return branches.size() == 1
        ? branches.get(0)
        : new Relation.SetOperation(Relation.SetKind.UNION, true, branches, origin);
  }

  private Relation branch(List<Named> set) {
    List<Named> keys = new ArrayList<>(set);
    List<Named> aggregates = new ArrayList<>();
    List<Named> made = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (Named column : columns) {
      if (by.others().contains(column)) {
        Expression leaf = ((Call) column.expression()).operands().get(0);
        int key = set.isEmpty() ? -1 : key(keys, column.name(), leaf);
        made.add(new Named(column.name(), key < 0 ? new Literal("NULL") : new Column(key)));
        fields.add(new Field(column.name(), type(leaf), true));
      } else if (isGrouping(column.expression())) {
        made.add(new Named(column.name(), bits((Call) column.expression(), set)));
        fields.add(Field.named(column.name()));
      } else {
        // Its number is known once all keys are.
        made.add(new Named(column.name(), new Column(-1 - aggregates.size())));
        fields.add(Field.named(column.name()));
        aggregates.add(column);
      }
    }
    return new Relation.Project(
        new Relation.Aggregate(input, keys, aggregates, origin),
        made.stream().map(m -> new Named(m.name(), above(m.expression(), keys.size()))).toList(),
        origin,
        fields);
  }

  private static Expression above(Expression expression, int keys) {
    return expression.substitute(i -> new Column(i < 0 ? keys - 1 - i : i));
  }

  /** The number of the key that an expression is in a set, or its NULL, which is added. */
  private static int key(List<Named> keys, String name, Expression leaf) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).expression().equals(leaf)) {
        return i;
      }
    }
    List<Expression> never = List.of(Expression.NEVER, leaf);
    keys.add(new Named(name, new Call("CASE", never, List.of("CASE WHEN ", " THEN ", " END"))));
    return keys.size() - 1;
  }

  private @Nullable String type(Expression leaf) {
    return leaf instanceof Column column ? input.fields().get(column.index()).type() : null;
  }

  private static boolean isGrouping(Expression expression) {
    return expression instanceof Call call && GROUPING.contains(call.operator());
  }

  /** GROUPING(a, b): a bit for each operand, 1 where the set lacks it, the last one the lowest. */
  private Literal bits(Call grouping, List<Named> set) {
    int bits = 0;
    for (Expression operand : grouping.operands()) {
      if (by.others().stream().noneMatch(o -> o.expression().equals(GroupKeys.grouped(operand)))) {
        throw new NotUnderstood(
            OpaqueReason.GROUPING_SETS, "GROUPING() of what is not grouped by", place);
      }
      boolean has = set.stream().anyMatch(s -> s.expression().equals(operand));
      bits = 2 * bits + (has ? 0 : 1);
    }
    return new Literal(String.valueOf(bits));
  }

  /**
   * What a HAVING leaves of the branches.
   *
   * @param rows the branches whose groups it may let pass
   * @param condition what it asks of them besides
   */
  record Pruned(Relation rows, Expression condition) {}

  /**
   * Takes out the branches for which a condition is false by GROUPING() alone, and what is then
   * true of those that stay.
   */
  static Pruned pruned(Relation rows, Expression condition) {
    List<Relation> kept =
        rows instanceof Relation.SetOperation union ? union.inputs() : List.of(rows);
    List<Expression> rest = new ArrayList<>();
    for (Expression conjunct : condition.conjuncts()) {
      List<Relation> some = kept.stream().filter(b -> known(conjunct, b).orElse(false)).toList();
      boolean decides = kept.stream().allMatch(b -> known(conjunct, b).isPresent());
      if (decides && !some.isEmpty()) {
        kept = some;
      } else {
        rest.add(conjunct);
      }
    }
    if (rest.size() == condition.conjuncts().size()) {
      return new Pruned(rows, condition);
    }
    return new Pruned(union(kept, rows.origin()), Expression.all(rest));
  }

  /** Whether a comparison holds for all rows of a branch, or for none; absent where rows differ. */
  private static Optional<Boolean> known(Expression conjunct, Relation branch) {
    if (!(conjunct instanceof Call call)
        || !call.operator().equals("=")
        || !(branch instanceof Relation.Project project)) {
      return Optional.empty();
    }
    List<String> sides =
        call.operands().stream()
            .map(side -> side.substitute(i -> project.columns().get(i).expression()))
            .filter(Literal.class::isInstance)
            .map(side -> ((Literal) side).text())
            .filter(text -> text.chars().allMatch(Character::isDigit))
            .toList();
    return sides.size() < 2 ? Optional.empty() : Optional.of(sides.get(0).equals(sides.get(1)));
  }
}
