package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;

/** Builds the relations that routes are made of. */
public final class Relations {
  private Relations() {}

  /** The key expressions over a relation, after its conditions: one column for each key column. */
  static Relation keys(Relation input, Key key) {
    return project(filter(input, key.conditions()), key.expressions());
  }

  /** Expressions over a relation, named by what they read. */
  public static Relation project(Relation input, List<Expression> expressions) {
    List<Named> columns = new ArrayList<>();
    for (Expression expression : expressions) {
      String name = unique(name(expression, input), columns);
      columns.add(new Named(name, expression));
    }
    return new Relation.Project(input, columns, input.origin());
  }

  private static String name(Expression expression, Relation input) {
    return expression.columns().stream()
        .findFirst()
        .map(c -> input.fields().get(c).name())
        .orElse("value");
  }

  private static String unique(String name, List<Named> columns) {
    String candidate = name;
    int number = 2;
    while (isTaken(candidate, columns)) {
      candidate = name + "_" + number++;
    }
    return candidate;
  }

  private static boolean isTaken(String name, List<Named> columns) {
    return columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(name));
  }

  static Relation filter(Relation input, List<Expression> conditions) {
    Relation filtered = input;
    for (Expression condition : conditions) {
      filtered = new Relation.Filter(filtered, condition, input.origin());
    }
    return filtered;
  }

  /**
   * Whether a relation is made of scans, filters and projections alone, and inner joins where
   * allowed.
   */
  static boolean isRowwise(Relation relation, boolean innerJoins, boolean leftJoins) {
    if (relation instanceof Relation.Scan || relation instanceof Relation.Values) {
      return true;
    }
    boolean operator = relation instanceof Relation.Filter || relation instanceof Relation.Project;
    if (relation instanceof Relation.Join join) {
      operator =
          (join.kind() == Relation.JoinKind.INNER && innerJoins)
              || (join.kind() != Relation.JoinKind.INNER && leftJoins);
    }
    return operator
        && relation.inputs().stream().allMatch(i -> isRowwise(i, innerJoins, leftJoins));
  }

  /**
   * Whether an expression reads its input through some expressions alone: it is one of them, or
   * made of such.
   */
  static boolean isMadeOf(Expression expression, List<Expression> parts) {
    if (parts.contains(expression) || expression instanceof Expression.Literal) {
      return true;
    }
    return expression instanceof Expression.Call call
        && !call.operands().isEmpty()
        && call.operands().stream().allMatch(o -> isMadeOf(o, parts));
  }
}
