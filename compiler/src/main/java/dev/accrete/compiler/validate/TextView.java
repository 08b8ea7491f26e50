package dev.accrete.compiler.validate;

import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.Reference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The text behind a syntax tree: where each node stands, what it says, and which nodes are references. */
final class TextView {
  private final ParsedText parsed;
  private final Map<Integer, Reference> references = new HashMap<>();
  private final Map<String, Origin> calls = new LinkedHashMap<>();

  TextView(ParsedText parsed) {
    this.parsed = parsed;
    parsed.rendered().references().forEach(r -> references.put(r.start(), r));
  }

  String text() {
    return parsed.rendered().text();
  }

  /** Remembers where a function or operator is called first. */
  void met(String operator, SqlNode node) {
    calls.computeIfAbsent(operator, o -> origin(node));
  }

  /** Each function and operator that was met, to its first place. */
  Map<String, Origin> calls() {
    return calls;
  }

  /** The reference that a table name stands for, if it came from {@code ref()}. */
  Optional<Reference> reference(SqlIdentifier name) {
    return Optional.ofNullable(references.get(parsed.offsets().start(name.getParserPosition())));
  }

  Origin origin(SqlNode node) {
    int[] span = span(node);
    return parsed.rendered().origin(span[0], span[1]);
  }

  /**
   * Start and end of a node. The parser's positions are right for leaves, and for most calls; where an operand begins before or ends
   * after what the parser says, the operand is believed, and a postfix cast begins with its operand.
   */
  int[] span(SqlNode node) {
    SqlParserPos position = node.getParserPosition();
    if (isNowhere(position)) {
      return new int[] {0, 0};
    }
    int start = parsed.offsets().start(position);
    int end = parsed.offsets().end(position);
    if (node instanceof SqlCall call && node.getKind() != SqlKind.SELECT) {
      boolean first = true;
      for (SqlNode operand : call.getOperandList()) {
        if (operand != null && !isNowhere(operand.getParserPosition()) && !isEmptyList(operand)) {
          int[] inner = span(operand);
          boolean postfix = first && isPostfixCast(call);
          start = postfix ? inner[0] : Math.min(start, inner[0]);
          end = Math.max(end, inner[1]);
          first = false;
        }
      }
    }
    return new int[] {start, end};
  }

  private static boolean isPostfixCast(SqlCall call) {
    return call.getKind() == SqlKind.CAST && "::".equals(call.getOperator().getName().strip());
  }

  private static boolean isEmptyList(SqlNode node) {
    return node instanceof SqlNodeList list && list.isEmpty();
  }

  static boolean isNowhere(SqlParserPos position) {
    return position == null || position.getLineNum() < 1;
  }
}
