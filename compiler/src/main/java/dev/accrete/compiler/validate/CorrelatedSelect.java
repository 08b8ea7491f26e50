package dev.accrete.compiler.validate;

import dev.accrete.compiler.parse.ExpandedSets;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;

/**
 * Builds a SELECT that reads columns of the row outside it: the rows of its FROM, the conjuncts of
 * its WHERE that bind them to that row, and all else that it computes of them.
 *
 * <p>Grouping, HAVING and the columns are computed from the bound rows alone, so they need no
 * operators of their own.
 */
final class CorrelatedSelect {
  private final QueryBuilder queries;
  private final CommonTables tables;
  private final Function<SqlIdentifier, Optional<Expression>> outside;
  private final int width;

  /**
   * @param width how many fields the row outside has
   */
  CorrelatedSelect(
      QueryBuilder queries,
      CommonTables tables,
      Function<SqlIdentifier, Optional<Expression>> outside,
      int width) {
    this.queries = queries;
    this.tables = tables;
    this.outside = outside;
    this.width = width;
  }

  SubqueryRows build(SqlSelect select) {
    refuseWindows(select);
    FromBuilder.From from =
        queries
            .attempt(() -> new FromBuilder(queries, tables).build(select.getFrom()))
            .orElseThrow(() -> notUnderstood(select));
    NameResolver resolver = new NameResolver(queries, from.scope().shifted(width)).within(outside);
    Subqueries nested = new Subqueries(nested(from), from.relation(), width);
    List<SelectItem> columns =
        new SelectBuilder(queries, tables).items(select, from.scope().shifted(width));
    SelectNames names = new SelectNames(queries, resolver, columns, nested, true);
    List<Expression> conditions = new ArrayList<>();
    List<Expression> own = new ArrayList<>();
    for (SqlNode conjunct : SelectBuilder.conjuncts(select.getWhere())) {
      Expression condition = names.rowExpression(conjunct);
      boolean reads = condition.columns().stream().anyMatch(c -> c < width);
      (reads ? conditions : own).add(condition);
    }
    List<Expression> items = columns.stream().map(names::rowExpression).toList();
    Expression tail = tail(select, columns, names);
    Relation rows = nested.relation();
    for (Expression condition : own) {
      Expression inside = condition.substitute(c -> new Expression.Column(c - width));
      rows = new Relation.Filter(rows, inside, queries.view().origin(select.getWhere()));
    }
    boolean aggregates =
        columns.stream().anyMatch(i -> i.column() < 0 && names.hasAggregate(i.node()));
    boolean plain = tail.equals(SubqueryRows.NOTHING) && !aggregates;
    return new SubqueryRows(rows, conditions, items, tail, select.isDistinct(), plain);
  }

  /** A subquery inside this one may be bound to this one's rows alone. */
  private SubqueryBuilder nested(FromBuilder.From from) {
    NameResolver inside = new NameResolver(queries, from.scope());
    return new SubqueryBuilder(
        queries,
        tables,
        name -> {
          Optional<Expression> column = inside.tryResolve(name);
          if (column.isEmpty() && outside.apply(name).isPresent()) {
            throw notUnderstood(name);
          }
          return column;
        },
        node ->
            new ExpressionBuilder(
                    queries.view(),
                    n -> {
                      if (n instanceof SqlIdentifier name && inside.tryResolve(name).isEmpty()) {
                        throw notUnderstood(n);
                      }
                      return inside.resolve(n);
                    })
                .build(node));
  }

  private Expression tail(SqlSelect select, List<SelectItem> columns, SelectNames names) {
    List<Expression> operands = new ArrayList<>();
    List<String> glue = new ArrayList<>();
    SqlNodeList group = select.getGroup();
    if (group != null) {
      for (SqlNode node : group) {
        if (node instanceof SqlCall call
            && call.getKind() != SqlKind.ROW
            && ExpandedSets.isSets(call)) {
          throw notUnderstood(node);
        }
        int ordinal = QueryBuilder.ordinal(node);
        if (ordinal > columns.size() || ordinal == 0) {
          throw notUnderstood(node);
        }
        glue.add(glue.isEmpty() ? "\nGROUP BY " : ", ");
        operands.add(
            ordinal > 0
                ? names.rowExpression(columns.get(ordinal - 1))
                : names.rowExpression(node));
      }
    }
    if (select.getHaving() != null) {
      glue.add("\nHAVING ");
      operands.add(names.rowExpression(select.getHaving()));
    }
    glue.add("");
    return operands.isEmpty()
        ? SubqueryRows.NOTHING
        : new Call(Relation.Subquery.TEXT, operands, glue);
  }

  private static void refuseWindows(SqlSelect select) {
    boolean windows = select.getQualify() != null || !select.getWindowList().isEmpty();
    if (windows || select.getSelectList().stream().anyMatch(Windows::hasWindow)) {
      throw new NotUnderstood(OpaqueReason.SUBQUERY, "a window in a correlated subquery", select);
    }
  }

  private static NotUnderstood notUnderstood(SqlNode node) {
    return new NotUnderstood(OpaqueReason.SUBQUERY, "a subquery inside an expression", node);
  }
}
