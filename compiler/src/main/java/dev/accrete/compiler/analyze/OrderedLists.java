package dev.accrete.compiler.analyze;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.StrictValues;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells whether an aggregate that lists values is ordered by the very values that it lists: rows
 * that tie then add the same, whichever comes first, if equal values are the same.
 */
final class OrderedLists {
  private static final Set<String> LISTS =
      Set.of("LISTAGG", "STRING_AGG", "GROUP_CONCAT", "ARRAY_AGG", "LIST");

  private static final Set<String> DIRECTIONS = Set.of("DESC", "NULLS FIRST", "NULLS LAST");

  private OrderedLists() {}

  static boolean isClosed(Call call, Relation input) {
    List<Expression> operands = call.operands();
    if (call.operator().equals("WITHIN GROUP")) {
      return !operands.isEmpty()
          && operands.get(0) instanceof Call list
          && isClosed(list, list.operands(), operands.subList(1, operands.size()), input);
    }
    for (int i = 1; i < operands.size(); i++) {
      if (call.glue().get(i).toLowerCase(Locale.ROOT).matches("(?s).*\\border\\s+by\\b.*")) {
        return isClosed(call, operands.subList(0, i), operands.subList(i, operands.size()), input);
      }
    }
    return false;
  }

  /** What is listed besides the value, such as the comma, must be the same for all rows. */
  private static boolean isClosed(
      Call list, List<Expression> values, List<Expression> order, Relation input) {
    return LISTS.contains(list.operator().toUpperCase(Locale.ROOT))
        && !values.isEmpty()
        && order.stream()
            .map(OrderedLists::key)
            .filter(isListed(values.get(0)))
            .anyMatch(key -> StrictValues.isStrict(input, key))
        && values.subList(1, values.size()).stream().allMatch(v -> v.columns().isEmpty());
  }

  /** What is listed may be a key, or a key as text. */
  private static Predicate<Expression> isListed(Expression value) {
    return key ->
        key.equals(value)
            || (value instanceof Call cast
                && cast.operator().equals("CAST")
                && cast.operands().equals(List.of(key)));
  }

  /** A sort key without its direction. */
  private static Expression key(Expression sorted) {
    return sorted instanceof Call call
            && DIRECTIONS.contains(call.operator())
            && call.operands().size() == 1
        ? key(call.operands().get(0))
        : sorted;
  }
}
