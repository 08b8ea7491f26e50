package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.OpaqueReason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * The names of one SELECT: the columns of FROM, then its own aliases (a real column of the same
 * name wins, as in Redshift).
 *
 * <p>Row expressions are over the fields of FROM; aggregates and windows in them are not allowed.
 */
final class SelectNames {
  private final QueryBuilder queries;
  private final NameResolver resolver;
  private final List<SelectItem> items;
  private final Subqueries subqueries;
  private final boolean aggregates;
  private final Set<String> open = new HashSet<>();

  /**
   * @param subqueries those beside the rows of FROM
   * @param aggregates whether aggregates may stand in row expressions, as whole calls
   */
  SelectNames(
      QueryBuilder queries,
      NameResolver resolver,
      List<SelectItem> items,
      Subqueries subqueries,
      boolean aggregates) {
    this.queries = queries;
    this.resolver = resolver;
    this.items = items;
    this.subqueries = subqueries;
    this.aggregates = aggregates;
  }

  /** The subqueries beside the rows of FROM. */
  Subqueries subqueries() {
    return subqueries;
  }

  /** An expression over the rows of FROM. */
  Expression rowExpression(SqlNode node) {
    return new ExpressionBuilder(queries.view(), this::rowSpecial).build(node);
  }

  Expression rowExpression(SelectItem item) {
    return item.column() >= 0 ? new Expression.Column(item.column()) : rowExpression(item.node());
  }

  private Optional<Expression> rowSpecial(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      Optional<SelectItem> alias = alias(name);
      return alias.isPresent() ? Optional.of(expand(alias.get())) : resolver.resolve(name);
    }
    if (isPath(node)) {
      return resolver.resolve(node);
    }
    if (Subqueries.isOne(node)) {
      return Optional.of(subqueries.column(node));
    }
    if (node instanceof SqlCall call
        && (Calls.isAggregate(call) && !aggregates || call.getKind() == SqlKind.OVER)) {
      throw new NotUnderstood(OpaqueReason.OTHER, "an aggregate or window here", node);
    }
    return Optional.empty();
  }

  /** The output column that a plain name means, where no column of FROM has that name. */
  Optional<SelectItem> alias(SqlIdentifier name) {
    if (!name.isSimple() || resolver.tryResolve(name).isPresent()) {
      return Optional.empty();
    }
    String simple = name.getSimple();
    Optional<SelectItem> found =
        items.stream()
            .filter(
                i -> i.explicit() && i.name().equalsIgnoreCase(simple) && !open.contains(i.name()))
            .findFirst();
    if (found.isPresent() && resolver.isOutside(name)) {
      throw new NotUnderstood(
          OpaqueReason.SUBQUERY, "an alias that is a column outside as well", name);
    }
    return found;
  }

  /** Runs with an alias shut, so that one that means itself ends as an unknown column. */
  Expression expand(SelectItem item) {
    open.add(item.name());
    try {
      return rowExpression(item);
    } finally {
      open.remove(item.name());
    }
  }

  /** Whether a node is a path into a SUPER column. */
  boolean isPath(SqlNode node) {
    return resolver.isSuperPath(node);
  }

  Optional<Expression> column(SqlNode node) {
    return resolver.resolve(node);
  }

  /** The column of FROM that a name is, if there is one. */
  Optional<Expression> find(SqlIdentifier name) {
    return resolver.tryResolve(name);
  }

  void open(String alias) {
    open.add(alias);
  }

  void shut(String alias) {
    open.remove(alias);
  }

  /** Whether an aggregate stands in a node, outside of window calls. */
  boolean hasAggregate(SqlNode node) {
    boolean[] found = {false};
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
              return null;
            }
            if (call.getKind() == SqlKind.OVER) {
              // SUM(COUNT(*)) OVER (…): the aggregate is an operand of the window's function.
              Calls.windowParts(call).forEach(p -> p.accept(this));
              return null;
            }
            found[0] |= Calls.isAggregate(call);
            return super.visit(call);
          }

          @Override
          public Void visit(SqlIdentifier name) {
            Optional<SelectItem> item = name.isStar() ? Optional.empty() : alias(name);
            if (item.isPresent() && item.get().column() < 0) {
              open(item.get().name());
              item.get().node().accept(this);
              shut(item.get().name());
            }
            return null;
          }
        });
    return found[0];
  }
}
