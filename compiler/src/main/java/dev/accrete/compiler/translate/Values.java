package dev.accrete.compiler.translate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;

/** Which values a value is one of, whatever is asked of its type. */
final class Values {
  /** Calls that give the value of their first operand in some row. */
  private static final Set<String> OF_THE_FIRST =
      Set.of(
          "ANY_VALUE",
          "LAG",
          "LEAD",
          "FIRST_VALUE",
          "LAST_VALUE",
          "NTH_VALUE",
          "OVER",
          "IGNORE NULLS",
          "RESPECT NULLS",
          "FILTER");

  private Values() {}

  /** The names of calls that give a value of their first operand, and of some more. */
  static Set<String> ofTheFirstAnd(String... more) {
    Set<String> names = new HashSet<>(OF_THE_FIRST);
    names.addAll(List.of(more));
    return Set.copyOf(names);
  }

  /** What a CASE gives, ELSE last. */
  static List<SqlNode> ofChoice(SqlCase choice) {
    return Stream.concat(
            choice.getThenOperands().stream(), Stream.ofNullable(choice.getElseOperand()))
        .toList();
  }

  static boolean isNull(SqlNode node) {
    return node instanceof SqlLiteral literal && literal.getValue() == null;
  }

  /** Whether a value is just a column of that name, in small letters. */
  static boolean isColumn(SqlNode value, String name) {
    return value instanceof SqlIdentifier id
        && !id.isStar()
        && Identifiers.folded(Identifiers.last(id)).equals(name);
  }
}
