package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.tree.Expression;
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
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;

/**
 * Builds one subquery inside an expression, with what binds it to the row outside made explicit.
 *
 * @param names a column of the level outside, by its name
 * @param values an expression of the level outside
 */
record SubqueryBuilder(
    QueryBuilder queries,
    CommonTables tables,
    Function<SqlIdentifier, Optional<Expression>> names,
    Function<SqlNode, Expression> values) {

  /**
   * A relation with one more field, the subquery's.
   *
   * @param conjunct whether only its being true matters
   */
  Relation build(Relation input, SqlNode node, boolean conjunct) {
    List<Expression> compared = new ArrayList<>();
    for (SqlNode part : SubqueryText.compared(node)) {
      compared.add(values.apply(part));
    }
    SqlNode query = SubqueryText.query(node);
    int width = input.fields().size();
    SubqueryRows read =
        queries
            .attempt(() -> queries.build(query, tables))
            .map(rows -> SubqueryRows.uncorrelated(rows, width, node.getKind() == SqlKind.EXISTS))
            .orElseGet(() -> correlated(query, width));
    boolean pairs = !compared.isEmpty() || node.isA(SqlKind.QUERY);
    if (pairs && read.items().size() != Math.max(1, compared.size())) {
      if (!compared.isEmpty()) {
        queries.report(
            Code.INVALID_SQL,
            query,
            "the subquery has %d columns, and is compared with %d"
                .formatted(read.items().size(), compared.size()));
      }
      throw new NotUnderstood(OpaqueReason.SUBQUERY, "a subquery of other width", node);
    }
    List<Expression> comparisons =
        !compared.isEmpty() && read.isPlain()
            ? SubqueryText.conditions((SqlCall) node, compared, read.items(), conjunct)
            : List.of();
    return new Relation.Subquery(
        input,
        read.rows(),
        Expression.all(read.conditions()),
        Expression.all(comparisons),
        SubqueryText.head(node, compared, read),
        read.tail(),
        queries.view().origin(node));
  }

  private SubqueryRows correlated(SqlNode node, int width) {
    SqlNode query = node;
    if (query instanceof SqlOrderBy order && order.fetch == null && order.offset == null) {
      query = order.query;
    }
    if (!(query instanceof SqlSelect select) || select.getFrom() == null) {
      throw new NotUnderstood(OpaqueReason.SUBQUERY, "a subquery inside an expression", node);
    }
    return new CorrelatedSelect(queries, tables, names, width).build(select);
  }
}
