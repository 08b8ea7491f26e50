package dev.accrete.compiler.validate;

import dev.accrete.compiler.parse.SuperSteps;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * A path into a SUPER column, {@code t.c.items[0].price} (Redshift Database Developer Guide,
 * "Querying semistructured data"): what it gives hangs on the column's value alone, and is NULL
 * where the value lacks the attribute or element, as navigation is lax.
 *
 * @param column the part of it that names the column
 */
record SuperPath(SqlIdentifier column) {
  /** What the type checker sees in the place of a path: of any type, and NULL perhaps. */
  private static final SqlFunction STAND_IN =
      new SqlFunction(
          "SUPER_PATH",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.explicit(SqlTypeName.ANY).andThen(SqlTypeTransforms.FORCE_NULLABLE),
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);

  /** The path that a node is, if it leads from a column of SUPER by constant steps. */
  static Optional<SuperPath> of(SqlNode node, Scope scope) {
    SqlNode base = SuperSteps.base(node);
    if (!(base instanceof SqlIdentifier name) || name.isStar()) {
      return Optional.empty();
    }
    boolean isQualified = name.names.size() > 1 && scope.table(name.names.get(0)).isPresent();
    int length = isQualified ? 2 : 1;
    if (base == node && name.names.size() == length) {
      return Optional.empty();
    }
    String last = name.names.get(length - 1);
    boolean isSuper =
        isQualified
            ? scope
                .table(name.names.get(0))
                .filter(t -> Scope.count(t, last) == 1 && isSuper(scope, Scope.find(t, last)))
                .isPresent()
            : scope.find(last).count() == 1 && isSuper(scope, scope.find(last).index());
    return isSuper ? Optional.of(new SuperPath(name.getComponent(0, length))) : Optional.empty();
  }

  private static boolean isSuper(Scope scope, int column) {
    return scope.tables().stream()
        .filter(t -> column >= t.start() && column < t.start() + t.fields().size())
        .map(t -> t.fields().get(column - t.start()).type())
        .anyMatch("super"::equalsIgnoreCase);
  }

  /** What stands for it before the type checker: of its own text, as GROUP BY compares them. */
  SqlNode standIn(SqlNode path, String written) {
    SqlParserPos place = path.getParserPosition();
    return STAND_IN.createCall(place, column, SqlLiteral.createCharString(written, place));
  }

  /** What stands for a value of any type that no column is known for. */
  static SqlNode any(SqlNode node, String written) {
    SqlParserPos place = node.getParserPosition();
    return STAND_IN.createCall(place, SqlLiteral.createCharString(written, place));
  }

  /** Whether a node is such a value. */
  static boolean isAny(SqlNode node) {
    return node instanceof SqlCall call && call.getOperator() == STAND_IN;
  }

  /** Puts others in the place of nodes, wherever they stand below the query. */
  static void replace(SqlNode query, Map<SqlNode, SqlNode> others) {
    if (!others.isEmpty()) {
      query.accept(new Replacement(others));
    }
  }

  private static final class Replacement extends SqlBasicVisitor<Void> {
    private final Map<SqlNode, SqlNode> others;

    Replacement(Map<SqlNode, SqlNode> others) {
      this.others = others;
    }

    @Override
    public Void visit(SqlCall call) {
      for (int i = 0; i < call.operandCount(); i++) {
        SqlNode other = others.get(call.operand(i));
        if (other != null) {
          call.setOperand(i, other);
        }
      }
      return super.visit(call);
    }

    @Override
    public Void visit(SqlNodeList list) {
      list.replaceAll(node -> node == null ? null : others.getOrDefault(node, node));
      return super.visit(list);
    }
  }
}
