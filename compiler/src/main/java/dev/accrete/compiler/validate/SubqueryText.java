package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/** The parts of a subquery with what compares it, and their expressions. */
final class SubqueryText {
  private SubqueryText() {}

  static SqlNode query(SqlNode node) {
    return node.isA(SqlKind.QUERY)
        ? node
        : ((SqlCall) node).operand(((SqlCall) node).operandCount() - 1);
  }

  /** What the subquery's columns are compared with. */
  static List<SqlNode> compared(SqlNode node) {
    if (node.isA(SqlKind.QUERY) || node.getKind() == SqlKind.EXISTS) {
      return List.of();
    }
    SqlNode left = ((SqlCall) node).operand(0);
    return left instanceof SqlCall row && row.getKind() == SqlKind.ROW
        ? row.getOperandList()
        : List.of(left);
  }

  /**
   * What a row of the subquery must be like to matter for a comparison: for NOT IN, and IN as a
   * value, the comparison is not false; for ALL it is not true.
   */
  static List<Expression> conditions(
      SqlCall node, List<Expression> compared, List<Expression> items, boolean conjunct) {
    List<Expression> comparisons = new ArrayList<>();
    for (int i = 0; i < compared.size(); i++) {
      comparisons.add(comparison(operator(node), compared.get(i), items.get(i)));
    }
    boolean positive = node.getKind() == SqlKind.IN || node.getKind() == SqlKind.SOME;
    if (conjunct && positive) {
      return comparisons;
    }
    String test = node.getKind() == SqlKind.ALL ? "IS NOT TRUE" : "IS NOT FALSE";
    return List.of(new Call(test, List.of(Expression.all(comparisons)), List.of("(", ") " + test)));
  }

  private static String operator(SqlCall node) {
    return node.getOperator() instanceof SqlQuantifyOperator quantified
        ? quantified.comparisonKind.sql
        : "=";
  }

  private static Expression comparison(String operator, Expression left, Expression right) {
    return new Call(
        operator,
        List.of(left, right),
        List.of(open(left), close(left) + " " + operator + " " + open(right), close(right)));
  }

  private static String open(Expression expression) {
    return expression instanceof Call ? "(" : "";
  }

  private static String close(Expression expression) {
    return expression instanceof Call ? ")" : "";
  }

  /** The text as far as FROM: {@code (a, b) NOT IN (SELECT c, d}. */
  static Expression head(SqlNode node, List<Expression> compared, SubqueryRows read) {
    List<Expression> operands = new ArrayList<>(compared);
    operands.addAll(read.items());
    StringBuilder word = new StringBuilder(word(node)).append("(SELECT ");
    word.append(read.distinct() ? "DISTINCT " : "").append(read.items().isEmpty() ? "1" : "");
    List<String> glue = new ArrayList<>();
    if (compared.isEmpty()) {
      glue.add(word.toString());
    } else {
      glue.add("(");
      glue.addAll(Collections.nCopies(compared.size() - 1, ", "));
      glue.add(") " + word);
    }
    glue.addAll(Collections.nCopies(Math.max(0, read.items().size() - 1), ", "));
    if (!read.items().isEmpty()) {
      glue.add("");
    }
    return new Call(Relation.Subquery.TEXT, operands, glue);
  }

  private static String word(SqlNode node) {
    if (node.isA(SqlKind.QUERY)) {
      return "";
    }
    return switch (node.getKind()) {
      case EXISTS -> "EXISTS ";
      case IN -> "IN ";
      case NOT_IN -> "NOT IN ";
      case SOME -> operator((SqlCall) node) + " ANY ";
      default -> operator((SqlCall) node) + " ALL ";
    };
  }
}
