package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/** Builds queries: WITH, ORDER BY, set operations and SELECT. */
final class QueryBuilder {
  private final TextView view;
  private final Catalogue catalogue;
  private final List<Diagnostic> diagnostics;
  private final Set<SqlNode> paths;
  private final Map<SqlNode, SqlNode> standIns = new IdentityHashMap<>();
  private @Nullable SqlNode outermost;

  QueryBuilder(
      TextView view, Catalogue catalogue, List<Diagnostic> diagnostics, Set<SqlNode> paths) {
    this.paths = paths;
    this.view = view;
    this.catalogue = catalogue;
    this.diagnostics = diagnostics;
  }

  TextView view() {
    return view;
  }

  /** Notes what the type checker is to read in the place of a node. */
  void standIn(SqlNode node, SqlNode other) {
    standIns.put(node, other);
  }

  /** Whether a path into a SUPER column is derived where a node stands. */
  boolean mayBePath(SqlNode node) {
    return paths.contains(node);
  }

  Map<SqlNode, SqlNode> standIns() {
    return standIns;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  void report(Code code, SqlNode node, Object... arguments) {
    diagnostics.add(Diagnostic.at(code, view.origin(node), arguments));
  }

  void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  /**
   * What is built, or nothing where a name did not resolve, as those of the row outside a subquery
   * do not: then nothing is reported either.
   */
  <T> Optional<T> attempt(Supplier<T> build) {
    int before = diagnostics.size();
    try {
      T built = build.get();
      if (diagnostics.size() == before) {
        return Optional.of(built);
      }
    } catch (NotUnderstood form) {
      if (diagnostics.size() == before) {
        throw form;
      }
    }
    diagnostics.subList(before, diagnostics.size()).clear();
    return Optional.empty();
  }

  /**
   * The query whose columns are the model's: a repeated name is an error there, and of no harm
   * inside.
   */
  Relation outermost(SqlNode node) {
    SqlNode naming = node;
    while (!(naming instanceof SqlSelect) && naming != null) {
      naming =
          naming instanceof SqlWith with
              ? with.body
              : naming instanceof SqlOrderBy order
                  ? order.query
                  : naming instanceof SqlBasicCall call
                          && call.getOperator() instanceof SqlSetOperator
                      ? call.operand(0)
                      : null;
    }
    outermost = naming;
    return build(node, CommonTables.NONE);
  }

  boolean isOutermost(SqlSelect select) {
    return select == outermost;
  }

  Relation build(SqlNode node, CommonTables tables) {
    if (node instanceof SqlWith with) {
      return with(with, tables);
    }
    if (node instanceof SqlOrderBy order) {
      if (order.fetch != null || order.offset != null) {
        throw new NotUnderstood(
            OpaqueReason.LIMIT, "LIMIT", order.fetch != null ? order.fetch : order.offset);
      }
      return order.query instanceof SqlSelect select && select.getFetch() == null
          ? new SelectBuilder(this, tables).build(select, order.orderList)
          : build(order.query, tables);
    }
    if (node instanceof SqlSelect select) {
      if (select.getFetch() != null) {
        throw new NotUnderstood(OpaqueReason.LIMIT, "LIMIT", select.getFetch());
      }
      return new SelectBuilder(this, tables).build(select);
    }
    if (node instanceof SqlBasicCall call
        && call.getOperator() instanceof SqlSetOperator operator) {
      return setOperation(call, operator, tables);
    }
    if (node instanceof SqlBasicCall call && call.getKind() == SqlKind.VALUES) {
      return values(call);
    }
    throw new NotUnderstood(OpaqueReason.OTHER, node.getKind().toString(), node);
  }

  /** Rows of constants; the engines name their columns each in their own way. */
  private Relation values(SqlBasicCall call) {
    ExpressionBuilder constants =
        new ExpressionBuilder(
            view,
            n -> {
              if (n instanceof SqlIdentifier || Subqueries.isOne(n)) {
                throw new NotUnderstood(OpaqueReason.VALUES, "VALUES of columns", n);
              }
              return Optional.empty();
            });
    List<List<Expression>> rows = new ArrayList<>();
    for (SqlNode row : call.getOperandList()) {
      rows.add(((SqlCall) row).getOperandList().stream().map(constants::build).toList());
    }
    if (rows.stream().mapToInt(List::size).distinct().count() != 1) {
      throw new NotUnderstood(OpaqueReason.VALUES, "VALUES", call);
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < rows.get(0).size(); i++) {
      fields.add(Field.named("column" + (i + 1)));
    }
    return new Relation.Values(fields, rows, view.origin(call));
  }

  private Relation with(SqlWith with, CommonTables outer) {
    CommonTables tables = outer;
    Set<String> names = new HashSet<>();
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      if (item.recursive.booleanValue()) {
        throw new NotUnderstood(OpaqueReason.RECURSION, "WITH RECURSIVE", item);
      }
      // A CTE that nobody reads is built as well, so that its errors are seen.
      build(item.query, tables);
      String name = item.name.getSimple();
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        report(Code.INVALID_SQL, item.name, "two queries of this WITH are named " + name);
      }
      tables = tables.with(item);
    }
    return build(with.body, tables);
  }

  private Relation setOperation(SqlBasicCall call, SqlSetOperator operator, CommonTables tables) {
    List<Relation> inputs = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      inputs.add(build(operand, tables));
    }
    int width = inputs.get(0).fields().size();
    for (int i = 1; i < inputs.size(); i++) {
      if (inputs.get(i).fields().size() != width) {
        report(
            Code.INVALID_SQL,
            call.operand(i),
            "the branches of %s have different numbers of columns: %d before it, %d here"
                .formatted(operator.getName(), width, inputs.get(i).fields().size()));
        throw new NotUnderstood(OpaqueReason.SET_OPERATION, operator.getName(), call);
      }
    }
    Relation.SetKind kind =
        Relation.SetKind.valueOf(operator.getName().split(" ")[0].toUpperCase(Locale.ROOT));
    return new Relation.SetOperation(kind, operator.isAll(), inputs, view.origin(call));
  }

  /** A relation with its columns renamed, as in {@code AS t (a, b)}. */
  static Relation rename(Relation input, List<String> names) {
    List<Named> columns = new ArrayList<>();
    List<Field> fields = input.fields();
    for (int i = 0; i < fields.size(); i++) {
      String name = i < names.size() ? names.get(i) : fields.get(i).name();
      columns.add(new Named(name, new Expression.Column(i)));
    }
    return new Relation.Project(input, columns, input.origin());
  }

  /** The number that an ordinal such as {@code GROUP BY 1} says, or -1. */
  static int ordinal(SqlNode node) {
    if (!(node instanceof SqlNumericLiteral literal) || !literal.isInteger()) {
      return -1;
    }
    BigDecimal number = Objects.requireNonNull(literal.bigDecimalValue());
    return number.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
  }
}
