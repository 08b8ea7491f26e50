package dev.accrete.compiler.parse;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCaseOperator;
import org.apache.calcite.sql.fun.SqlCastFunction;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Where the nodes of a syntax tree begin and end in the text.
 *
 * <p>The parser's positions are right for leaves, and for functions but for parentheses around
 * them. Those of operators leave out parentheses, so an operator begins and ends with its operands,
 * and takes in the parentheses between.
 */
public final class NodeSpans {
  private final Offsets offsets;
  private final String code;
  private final int[] parentheses;
  private final Map<SqlNode, int[]> known = new IdentityHashMap<>();

  /** The places in a text whose parser's positions lead to it by {@code offsets}. */
  public NodeSpans(String text, Offsets offsets) {
    this.offsets = offsets;
    this.code = SqlComments.masked(text).toUpperCase(Locale.ROOT);
    this.parentheses =
        IntStream.range(0, code.length())
            .filter(i -> code.charAt(i) == '(' || code.charAt(i) == ')')
            .toArray();
  }

  /** Start and end of a node; both zero for one that nobody wrote. */
  public int[] of(SqlNode node) {
    int[] span = known.get(node);
    if (span == null) {
      span = isNowhere(node.getParserPosition()) ? new int[] {0, 0} : find(node);
      known.put(node, span);
    }
    return span.clone();
  }

  /** Whether a position is none: that of a node that nobody wrote. */
  public static boolean isNowhere(SqlParserPos position) {
    return position == null || position.getLineNum() < 1;
  }

  private int[] find(SqlNode node) {
    SqlParserPos position = node.getParserPosition();
    int[] span = {offsets.start(position), offsets.end(position)};
    if (!(node instanceof SqlCall call) || node.getKind() == SqlKind.SELECT) {
      return span;
    }
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (SqlNode operand : call.getOperandList()) {
      if (operand != null
          && !isNowhere(operand.getParserPosition())
          && !(operand instanceof SqlNodeList list && list.isEmpty())) {
        int[] inner = of(operand);
        first = Math.min(first, inner[0]);
        last = Math.max(last, inner[1]);
      }
    }
    return first > last ? span : closed(ends(call, span, first, last));
  }

  private int[] ends(SqlCall call, int[] parsed, int first, int last) {
    SqlOperator operator = call.getOperator();
    if (operator instanceof SqlPrefixOperator) {
      int start = code.lastIndexOf(operator.getName().strip().toUpperCase(Locale.ROOT), first - 1);
      return new int[] {start < 0 ? parsed[0] : start, last};
    }
    if (operator instanceof SqlPostfixOperator) {
      return new int[] {first, Math.max(parsed[1], last)};
    }
    if (isInfix(operator)) {
      return new int[] {
        first, operator instanceof SqlBinaryOperator ? Math.max(parsed[1], last) : last
      };
    }
    int start = Math.min(parsed[0], first);
    int end = Math.max(parsed[1], last);
    if (operator instanceof SqlFunction || operator instanceof SqlCaseOperator) {
      // The parser counts parentheses around a function as its own.
      while (code.charAt(start) == '('
          && new Primary(code).opening(end - 1) == start
          && !isCast(operator)) {
        start += 1 + blanks(code.substring(start + 1));
        end -= 1 + blanks(new StringBuilder(code.substring(0, end - 1)).reverse());
      }
    }
    if (operator instanceof SqlFunction function
        && function.getSqlIdentifier() != null
        && !isNowhere(function.getSqlIdentifier().getParserPosition())) {
      start = Math.min(start, offsets.start(function.getSqlIdentifier().getParserPosition()));
    }
    return new int[] {start, end};
  }

  /** A cast that was written with {@code ::} begins with its operand, parentheses included. */
  private static boolean isCast(SqlOperator operator) {
    return operator instanceof SqlCastFunction;
  }

  private static int blanks(CharSequence text) {
    int count = 0;
    while (count < text.length() && Character.isWhitespace(text.charAt(count))) {
      count++;
    }
    return count;
  }

  private static boolean isInfix(SqlOperator operator) {
    return operator instanceof SqlBinaryOperator
        || operator instanceof SqlBetweenOperator
        || operator instanceof SqlLikeOperator;
  }

  /** A span with the parentheses around it that close or open inside. */
  private int[] closed(int[] span) {
    int depth = 0;
    int missing = 0;
    int first = Arrays.binarySearch(parentheses, span[0]);
    for (int i = first < 0 ? -first - 1 : first;
        i < parentheses.length && parentheses[i] < span[1];
        i++) {
      depth += code.charAt(parentheses[i]) == '(' ? 1 : -1;
      if (depth < 0) {
        missing++;
        depth = 0;
      }
    }
    int start = span[0];
    for (; missing > 0; missing--) {
      start = code.lastIndexOf('(', start - 1);
    }
    int end = span[1];
    for (; depth > 0; depth--) {
      end = code.indexOf(')', end) + 1;
    }
    boolean found = start >= 0 && end > 0;
    return found ? new int[] {start, end} : span;
  }
}
