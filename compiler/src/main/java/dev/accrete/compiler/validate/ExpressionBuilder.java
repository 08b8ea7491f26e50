package dev.accrete.compiler.validate;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlConvertFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlTranslateFunction;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Builds our expressions from syntax nodes. Each call keeps the author's text between its operands.
 *
 * <p>What a name, an aggregate or a window call means is the caller's to say: {@code special} is
 * asked first for every node.
 */
final class ExpressionBuilder {
  /**
   * What a constant looks like: a guard against places that are not the constant's own, as those of
   * {@code {d '…'}} are.
   */
  private static final Pattern LITERAL =
      Pattern.compile(
          "[-+\\s(]*[0-9.]+([eE][+-]?[0-9]+)?[\\s)]*|(?s)[A-Za-z_ &\\s+-]*'.*'[A-Za-z0-9_ (),\\s]*|[A-Za-z]+");

  /** The schemas that engines keep their own functions in. */
  private static final Set<String> OWN_SCHEMAS = Set.of("pg_catalog", "main");

  private final TextView view;
  private final Function<SqlNode, Optional<Expression>> special;

  ExpressionBuilder(TextView view, Function<SqlNode, Optional<Expression>> special) {
    this.view = view;
    this.special = special;
  }

  Expression build(SqlNode node) {
    Optional<Expression> found = special.apply(node);
    if (found.isPresent()) {
      return found.get();
    }
    if (node.isA(SqlKind.QUERY)) {
      throw new NotUnderstood(OpaqueReason.SUBQUERY, "a subquery inside an expression", node);
    }
    if (node instanceof SqlLiteral) {
      String written = view.written(node);
      if (!LITERAL.matcher(written).matches() || !isBalanced(written)) {
        throw new NotUnderstood(OpaqueReason.OTHER, "the form of this constant", node);
      }
      return new Expression.Literal(written);
    }
    if (node instanceof SqlCall call) {
      return call(call);
    }
    if (node instanceof SqlNodeList list) {
      return assemble("ROW", operands(list.getList()), view.span(node));
    }
    String detail = node instanceof SqlDynamicParam ? "a parameter" : "this expression";
    throw new NotUnderstood(OpaqueReason.OTHER, detail, node);
  }

  /** The parser folds signs and parentheses around a number into it. */
  private static boolean isBalanced(String written) {
    return written.contains("'")
        || written.chars().filter(c -> c == '(').count()
            == written.chars().filter(c -> c == ')').count();
  }

  /** The whole call, whatever {@code special} thinks of the call itself; its operands are asked. */
  Expression call(SqlCall call) {
    String operator = operator(call);
    if (call.getOperator() instanceof SqlTranslateFunction
        || call.getOperator() instanceof SqlConvertFunction
        || (call.getOperator() == SqlLibraryOperators.MSSQL_CONVERT && !isCast(call))) {
      throw new NotUnderstood(OpaqueReason.OTHER, operator + " … USING", call);
    }
    if (call.getKind() == SqlKind.DOT) {
      throw NotUnderstood.path(view.written(call), call);
    }
    if (isElsewhere(call)) {
      String name = String.join(".", ((SqlFunction) call.getOperator()).getNameAsId().names);
      throw new NotUnderstood(OpaqueReason.OTHER, name + "(…)", call);
    }
    if (RedshiftOperators.isClause(call.getOperator())) {
      // Their operands do not mean what they mean elsewhere: a name behind a dot is no column.
      throw new NotUnderstood(OpaqueReason.OTHER, operator, call);
    }
    List<SqlNode> operands =
        call instanceof SqlCase cases ? SwitchedCase.operands(cases, view) : call.getOperandList();
    return assemble(operator, operands(operands), view.span(call));
  }

  /**
   * A function that is called as one that is known, behind a dot: of a schema of somebody's own,
   * where it may be any function, or of a column ({@code name.lower()} on DuckDB), which would not
   * be seen to be read.
   */
  private static boolean isElsewhere(SqlCall call) {
    if (!(call.getOperator() instanceof SqlFunction function)) {
      return false;
    }
    SqlIdentifier name = function.getNameAsId();
    return !name.isSimple()
        && Functions.entry(function.getName()).isPresent()
        && !OWN_SCHEMAS.contains(name.names.get(name.names.size() - 2).toLowerCase(Locale.ROOT));
  }

  /** {@code CONVERT(type, value)}, without a style behind it. */
  private static boolean isCast(SqlCall call) {
    long given = call.getOperandList().stream().filter(o -> o != null).count();
    return given == 2 && call.operand(0) instanceof SqlDataTypeSpec;
  }

  static String operator(SqlCall call) {
    if (call.getOperator() instanceof CollectedRows) {
      return CollectedRows.NAME;
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    return call.getKind() == SqlKind.CAST ? "CAST" : call.getKind() == SqlKind.CASE ? "CASE" : name;
  }

  /**
   * The operands that are expressions, in the order of the text; types, units and flags stay in the
   * glue.
   */
  private List<SqlNode> operands(List<SqlNode> nodes) {
    List<SqlNode> found = new ArrayList<>();
    for (SqlNode node : nodes) {
      if (node == null
          || isSyntax(node)
          || isImplied(node)
          || TextView.isNowhere(node.getParserPosition())) {
        continue;
      }
      if (node instanceof SqlNodeList list) {
        found.addAll(operands(list.getList()));
      } else if (node instanceof SqlWindow window) {
        found.addAll(operands(List.of(window.getPartitionList(), window.getOrderList())));
      } else {
        found.add(node);
      }
    }
    found.sort(Comparator.comparingInt(n -> view.span(n)[0]));
    return found;
  }

  /**
   * A literal that nobody wrote: the NULL of a CASE without ELSE, the blank that a plain TRIM takes
   * away.
   */
  private boolean isImplied(SqlNode node) {
    if (!(node instanceof SqlLiteral literal)) {
      return false;
    }
    String written = view.written(node);
    return literal.getValue() == null
        ? !written.equalsIgnoreCase("null")
        : literal.getTypeName() == SqlTypeName.CHAR && !written.endsWith("'");
  }

  private static boolean isSyntax(SqlNode node) {
    boolean symbol =
        node instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.SYMBOL;
    if (node instanceof SqlIdentifier name && name.isStar()) {
      if (name.names.size() > 1) {
        throw new NotUnderstood(
            OpaqueReason.OTHER, "a star of one table inside an expression", node);
      }
      return true;
    }
    return symbol || node instanceof SqlDataTypeSpec || node instanceof SqlIntervalQualifier;
  }

  private Expression assemble(String operator, List<SqlNode> operands, int[] span) {
    List<Expression> built = new ArrayList<>();
    List<String> glue = new ArrayList<>();
    Set<Integer> replaced = new HashSet<>();
    int at = span[0];
    for (SqlNode operand : operands) {
      int[] inner = view.span(operand);
      if (inner[0] < at) {
        throw new NotUnderstood(OpaqueReason.OTHER, "the form of this expression", operand);
      }
      String before = view.text().substring(at, inner[0]);
      glue.add(built.isEmpty() ? Glue.outer(before) : Glue.inner(before));
      if (operand instanceof SqlIdentifier) {
        replaced.add(built.size());
      }
      built.add(build(operand));
      at = inner[1];
    }
    glue.add(Glue.outer(view.text().substring(at, Math.max(at, span[1]))));
    return Expression.call(operator, built, glue, replaced);
  }
}
