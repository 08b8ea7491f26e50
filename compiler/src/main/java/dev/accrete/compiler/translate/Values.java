package dev.accrete.compiler.translate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
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

  private static final String CONTINUOUS = "PERCENTILE_CONT";

  /** Functions that take digits off a number. */
  static final Set<String> ROUNDING = Set.of("ROUND", "TRUNC", "CEIL", "CEILING", "FLOOR");

  private static final Set<String> OF_ALL = Set.of("COALESCE", "NVL", "GREATEST", "LEAST");

  private Values() {}

  /** The names of calls that give a value of their first operand, and of some more. */
  static Set<String> ofTheFirstAnd(String... more) {
    Set<String> names = new HashSet<>(OF_THE_FIRST);
    names.addAll(List.of(more));
    return Set.copyOf(names);
  }

  /** What a call gives one of: CASE, COALESCE, DECODE and their like; empty for another one. */
  static List<SqlNode> chosen(SqlCall call) {
    if (call instanceof SqlCase choice) {
      return ofChoice(choice);
    }
    List<SqlNode> operands = call.getOperandList();
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    if (OF_ALL.contains(name)) {
      return operands;
    }
    return name.equals("NVL2") && operands.size() == 3
        ? operands.subList(1, 3)
        : name.equals("DECODE") && operands.size() > 2 ? ofDecode(operands) : List.of();
  }

  /** Behind the value come pairs of a search and its result, and what else there is. */
  private static List<SqlNode> ofDecode(List<SqlNode> arguments) {
    int count = arguments.size();
    return IntStream.range(2, count)
        .filter(index -> index % 2 == 0 || index == count - 1)
        .mapToObj(arguments::get)
        .toList();
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

  /** What the first column of a query is, without its name. */
  static SqlNode only(SqlSelect select) {
    SqlNode item = select.getSelectList().get(0);
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  /** What MEDIAN or PERCENTILE_CONT finds the middle of; another value itself. */
  static SqlNode ofMiddle(SqlNode value) {
    if (!(value instanceof SqlCall call) || call.operandCount() == 0) {
      return value;
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    if (name.equals("MEDIAN")) {
      return call.operand(0);
    }
    boolean sorted =
        call.getKind() == SqlKind.WITHIN_GROUP
            && ((SqlCall) call.operand(0)).getOperator().getName().equalsIgnoreCase(CONTINUOUS);
    return sorted ? sorted(((SqlNodeList) call.operand(1)).get(0)) : value;
  }

  /** What a key of ORDER BY sorts, without its direction and the place of NULLs. */
  static SqlNode sorted(SqlNode key) {
    return switch (key.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> sorted(((SqlCall) key).operand(0));
      default -> key;
    };
  }

  /** The value of a subquery that has one column; of another one, itself. */
  static SqlNode ofQuery(SqlNode value) {
    return value instanceof SqlSelect select && select.getSelectList().size() == 1
        ? only(select)
        : value;
  }
}
