package dev.accrete.compiler.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;

/**
 * Undoes what the parser makes of {@code CASE a WHEN 1 THEN …}: it writes a comparison with {@code
 * a} for each WHEN.
 */
final class SwitchedCase {
  private SwitchedCase() {}

  /** The operands as they stand in the text. */
  static List<SqlNode> operands(SqlCase cases, TextView view) {
    // The parser's place may take in parentheses before the word.
    String code = view.code(cases).toUpperCase(Locale.ROOT);
    if (code.substring(code.indexOf("CASE") + "CASE".length()).stripLeading().startsWith("WHEN")) {
      return cases.getOperandList();
    }
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode when : cases.getWhenOperands()) {
      SqlCall comparison = (SqlCall) when;
      if (operands.isEmpty()) {
        operands.add(comparison.operand(0));
      }
      SqlNode compared = comparison.operand(1);
      operands.addAll(
          comparison.getKind() == SqlKind.IN
              ? ((SqlNodeList) compared).getList()
              : List.of(compared));
    }
    operands.addAll(cases.getThenOperands().getList());
    operands.add(cases.getElseOperand());
    return operands;
  }
}
