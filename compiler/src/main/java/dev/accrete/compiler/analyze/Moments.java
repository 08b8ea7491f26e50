package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Literal;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.ValueTypes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds constants that read the clock where a date or time is made of them: {@code 'today'::date}
 * (PostgreSQL, "Special Values"; Redshift, "Date and time literals").
 */
final class Moments {
  private static final Pattern MOMENT =
      Pattern.compile("(?is)'\\s*(now|today|tomorrow|yesterday)\\b.*'");
  private static final Pattern TIME = Pattern.compile("(?is).*\\b(date|time|timestamp).*");
  private static final Set<String> OF_TEXTS = Set.of("||", "CONCAT", "LIKE", "ILIKE");
  private static final Set<String> CONNECTIVES = Set.of("AND", "OR", "NOT");

  private Moments() {}

  /** Such a constant among the operands of a call, if there is one that may be taken for a time. */
  static Optional<String> in(Relation node, Call call) {
    String operator = call.operator().toUpperCase(Locale.ROOT);
    List<String> moments =
        call.operands().stream().filter(Moments::isMoment).map(o -> ((Literal) o).text()).toList();
    if (moments.isEmpty() || OF_TEXTS.contains(operator) || CONNECTIVES.contains(operator)) {
      return Optional.empty();
    }
    boolean time =
        operator.equals("CAST")
            ? call.glue().stream().anyMatch(glue -> TIME.matcher(glue).matches())
            : !isOfTexts(operator) && mayBeBesideTimes(node, call);
    return time ? Optional.of(moments.get(0)) : Optional.empty();
  }

  private static boolean isMoment(Expression expression) {
    return expression instanceof Literal literal && MOMENT.matcher(literal.text()).matches();
  }

  private static boolean isOfTexts(String operator) {
    return Functions.entry(operator).filter(e -> e.arguments().startsWith("text")).isPresent();
  }

  /** A constant alone beside texts is one; of a CASE, only what may be a result counts. */
  private static boolean mayBeBesideTimes(Relation node, Call call) {
    Relation input =
        node instanceof Relation.Join || node.inputs().isEmpty() ? node : node.inputs().get(0);
    boolean isResult =
        call.operator().equals("CASE") && call.choices().stream().anyMatch(Moments::isMoment);
    List<Expression> others =
        (isResult ? call.choices() : call.operands())
            .stream().filter(o -> !(o instanceof Literal)).toList();
    return isResult
        ? others.stream().anyMatch(o -> !isText(input, o))
        : others.isEmpty() || others.stream().anyMatch(o -> !isText(input, o));
  }

  private static boolean isText(Relation input, Expression expression) {
    return ValueTypes.family(input, expression).equals("varchar");
  }
}
