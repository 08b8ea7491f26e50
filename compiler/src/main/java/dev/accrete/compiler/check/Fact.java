package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Literal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Something that is true of a combination of rows: two values are equal. A condition is a fact too:
 * it equals TRUE.
 *
 * @param nullSafe whether NULL counts as equal to NULL; else neither side is NULL
 */
record Fact(Expression left, Expression right, boolean nullSafe) {
  private static final Literal TRUE = new Literal("TRUE");

  /** The facts of a condition that is true: one for each conjunct. */
  static List<Fact> of(Expression condition) {
    return condition.conjuncts().stream().map(Fact::conjunct).toList();
  }

  private static Fact conjunct(Expression conjunct) {
    if (conjunct instanceof Call call && call.operands().size() == 2) {
      boolean nullSafe = call.operator().equals("IS NOT DISTINCT FROM");
      if ((nullSafe || call.operator().equals("=")) && writtenPlainly(call)) {
        return new Fact(call.operands().get(0), call.operands().get(1), nullSafe);
      }
    }
    return new Fact(conjunct, TRUE, false);
  }

  /** The operator alone stands between the operands: no {@code = ANY}, no collation. */
  private static boolean writtenPlainly(Call call) {
    StringBuilder text = new StringBuilder();
    String.join("", call.glue())
        .chars()
        .filter(c -> !Character.isWhitespace(c) && c != '(' && c != ')')
        .forEach(c -> text.append((char) c));
    return text.toString().equalsIgnoreCase(call.operator().replace(" ", ""));
  }

  Fact map(UnaryOperator<Expression> change) {
    return new Fact(change.apply(left), change.apply(right), nullSafe);
  }

  /** The same of a value that equals the left one. */
  Optional<Fact> with(Expression value, Expression equal) {
    return left.equals(value) ? Optional.of(new Fact(equal, right, nullSafe)) : Optional.empty();
  }

  Fact strict() {
    return new Fact(left, right, false);
  }

  Fact turned() {
    return new Fact(right, left, nullSafe);
  }
}
