package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * A key on its way down: expressions over the fields of the operator that it has reached.
 *
 * @param expressions one for each column of the output key
 * @param conditions hold for every row that matters; dropping one is always sound, it only makes
 *     more keys touched
 */
public record Key(List<Expression> expressions, List<Expression> conditions) {
  public Key {
    expressions = List.copyOf(expressions);
    conditions = List.copyOf(conditions);
  }

  /** A key without conditions. */
  public static Key of(List<Expression> expressions) {
    return new Key(expressions, List.of());
  }

  /** The same key over the input of a projection. */
  public Key substitute(IntFunction<Expression> replacement) {
    return new Key(substituted(expressions, replacement), substituted(conditions, replacement));
  }

  /** The same key with the conditions that a test lets through. */
  public Key keeping(Predicate<Expression> test) {
    return new Key(expressions, conditions.stream().filter(test).toList());
  }

  /** The same key with more conditions. */
  public Key and(List<Expression> more) {
    List<Expression> all = new ArrayList<>(conditions);
    all.addAll(more);
    return new Key(expressions, all);
  }

  /** Whether every key expression reads fields of a range alone. */
  public boolean within(int from, int to) {
    return expressions.stream().allMatch(e -> reads(e, from, to));
  }

  /** Whether an expression reads fields from {@code from} to before {@code to} alone. */
  public static boolean reads(Expression expression, int from, int to) {
    return expression.columns().stream().allMatch(c -> c >= from && c < to);
  }

  /** Expressions with their fields replaced. */
  public static List<Expression> substituted(
      List<Expression> expressions, IntFunction<Expression> replacement) {
    return expressions.stream().map(e -> e.substitute(replacement)).toList();
  }
}
