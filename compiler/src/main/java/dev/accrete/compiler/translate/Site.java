package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.DatePart;
import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * One call that is written anew.
 *
 * @param call the function or operator
 * @param entry what is known of it
 * @param around WITHIN GROUP, FILTER, IGNORE NULLS and OVER around it, from the inside
 * @param spans where nodes stand
 * @param text the whole text
 * @param types what is known of the types of names
 * @param kinds what is known of the kinds of values
 * @param to the dialect that it is written in
 */
record Site(
    SqlCall call,
    FunctionEntry entry,
    List<SqlCall> around,
    NodeSpans spans,
    String text,
    NamedTypes types,
    ValueKinds kinds,
    String to) {

  Site {
    around = List.copyOf(around);
  }

  /** Its arguments; a star is one, and so is the date part that a function begins with. */
  List<SqlNode> arguments() {
    return call.getOperandList().stream().filter(o -> o != null && !isFlag(o)).toList();
  }

  private static boolean isFlag(SqlNode node) {
    return node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.SYMBOL;
  }

  String written(SqlNode node) {
    int[] span = spans.of(node);
    return text.substring(span[0], span[1]);
  }

  /** What an argument is, where it is a constant or a date part; else empty. */
  String value(SqlNode argument) {
    if (argument instanceof SqlIntervalQualifier) {
      return DatePart.of(written(argument)).orElse("");
    }
    return constant(argument)
        .orElse(argument instanceof SqlLiteral ? written(argument).strip() : "");
  }

  /** What a number needs before it becomes a text. */
  NumberTexts textOf(SqlNode number) {
    return NumberTexts.of(number, kinds, types, to);
  }

  /** The characters of a constant text. */
  Optional<String> constant(SqlNode argument) {
    String own = written(argument).strip();
    return argument instanceof SqlLiteral && own.startsWith("'") && own.endsWith("'")
        ? Optional.of(own.substring(1, own.length() - 1).replace("''", "'"))
        : Optional.empty();
  }

  Kept kept(SqlNode node) {
    int[] span = spans.of(node);
    return new Kept(span[0], span[1]);
  }

  /** What stands for an argument in a call that is written anew. */
  Part part(SqlNode argument) {
    return argument instanceof SqlIntervalQualifier
        ? new Own(DatePart.of(written(argument)).orElse(written(argument)))
        : kept(argument);
  }

  boolean isDistinct() {
    SqlLiteral quantifier = call.getFunctionQuantifier();
    return quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
  }

  private @Nullable SqlCall wrapper(SqlKind kind) {
    return around.stream().filter(w -> w.getKind() == kind).findFirst().orElse(null);
  }

  /** The order that WITHIN GROUP gives; empty without. */
  List<SqlNode> order() {
    SqlCall within = wrapper(SqlKind.WITHIN_GROUP);
    return within == null ? List.of() : ((SqlNodeList) within.operand(1)).getList();
  }

  /** What stands behind OVER, where it is a window function. */
  Optional<SqlNode> window() {
    SqlCall over = wrapper(SqlKind.OVER);
    return over == null ? Optional.empty() : Optional.of(over.operand(1));
  }

  /** Whether the window has an order of its own, or is one that is named elsewhere. */
  boolean isOrdered() {
    return window()
        .map(w -> !(w instanceof SqlWindow window) || window.getOrderList().size() > 0)
        .orElse(false);
  }

  /** The call, and WITHIN GROUP around it, written anew. */
  Edit within(List<Part> parts) {
    SqlCall within = wrapper(SqlKind.WITHIN_GROUP);
    return edit(within == null ? call : within, parts);
  }

  /** The call with its window, written anew. */
  Edit whole(List<Part> parts) {
    return edit(around.isEmpty() ? call : around.get(around.size() - 1), parts);
  }

  /** A node written anew. */
  Edit edit(SqlNode node, List<Part> parts) {
    int[] span = spans.of(node);
    return new Edit(span[0], span[1], parts);
  }

  /** Words and nodes one behind the other: a String is our own, a node stays as it is. */
  List<Part> parts(Object... words) {
    List<Part> parts = new ArrayList<>();
    for (Object word : words) {
      if (word instanceof SqlNode node) {
        parts.add(part(node));
      } else if (word instanceof List<?> more) {
        parts.addAll(parts(more.toArray()));
      } else if (word instanceof Part part) {
        parts.add(part);
      } else {
        parts.add(new Own(String.valueOf(word)));
      }
    }
    return parts;
  }
}
