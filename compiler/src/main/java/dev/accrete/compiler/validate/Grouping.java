package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.parse.ExpandedSets;
import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * The GROUP BY of a SELECT, and expressions above it.
 *
 * <p>Above a grouping, an expression is over the group keys and the aggregates: whatever equals a
 * group expression becomes that key, each aggregate call becomes a column, and a column that is
 * neither is an error. Without grouping, expressions are over the rows of FROM.
 */
final class Grouping {
  private final WindowsWithin windows = new WindowsWithin();
  private final QueryBuilder queries;
  private final SelectNames names;
  private final @Nullable List<Named> keys;
  private final List<Named> aggregates = new ArrayList<>();
  private final SqlSelect select;
  private @Nullable Subqueries above;
  private boolean keyless;

  private Grouping(
      QueryBuilder queries, SelectNames names, SqlSelect select, @Nullable List<Named> keys) {
    this.queries = queries;
    this.names = names;
    this.select = select;
    this.keys = keys;
  }

  /**
   * @param input gives the rows of FROM and WHERE, once every subquery beside them was met
   */
  static Grouping of(
      QueryBuilder queries,
      CommonTables tables,
      SelectNames names,
      SqlSelect select,
      List<SelectItem> items,
      Supplier<Relation> input) {
    SqlNodeList group = select.getGroup();
    boolean aggregates =
        items.stream().anyMatch(i -> i.column() < 0 && names.hasAggregate(i.node()));
    boolean having = select.getHaving() != null;
    if (group == null && !aggregates && !having) {
      Grouping none = new Grouping(queries, names, select, null);
      none.each(items, node -> Subqueries.each(node, n -> names.subqueries().column(n)));
      names.subqueries().close();
      none.above = new Subqueries(none.builder(tables), input.get(), 0);
      none.above.close();
      return none;
    }
    GroupKeys by = group == null ? GroupKeys.none() : keys(queries, names, items, group);
    List<Named> keys = by.keys();
    Grouping grouping = new Grouping(queries, names, select, keys);
    grouping.aggregates.addAll(by.others());
    // A key that does not exist is reported; what would have been grouped by it is not.
    grouping.keyless =
        group != null
            && group.stream()
                .anyMatch(
                    g -> QueryBuilder.ordinal(g) > items.size() || QueryBuilder.ordinal(g) == 0);
    grouping.each(
        items,
        node -> new AggregateCalls(names).in(node).forEach(call -> grouping.aggregate(call)));
    names.subqueries().close();
    grouping.above = new Subqueries(grouping.builder(tables), grouping.grouped(by, input.get()), 0);
    grouping.each(items, grouping::meetSubqueries);
    grouping.above.close();
    return grouping;
  }

  /**
   * Every expression above the grouping, once: aggregates and subqueries in them are met before the
   * grouped relation is in use.
   */
  private void each(List<SelectItem> items, Consumer<SqlNode> meet) {
    for (SelectItem item : items) {
      if (item.column() < 0) {
        meet.accept(item.node());
      }
    }
    if (select.getHaving() != null) {
      meet.accept(select.getHaving());
    }
    if (select.getQualify() != null) {
      meet.accept(select.getQualify());
    }
  }

  private void meetSubqueries(SqlNode node) {
    Subqueries.each(
        node,
        n -> {
          if (!names.subqueries().knows(n)) {
            above().column(n);
          }
        });
  }

  private Subqueries above() {
    return Objects.requireNonNull(above);
  }

  private SubqueryBuilder builder(CommonTables tables) {
    return new SubqueryBuilder(
        queries,
        tables,
        name -> {
          if (names.find(name).isEmpty()) {
            return Optional.empty();
          }
          return Optional.of(
              key(names.rowExpression(name))
                  .orElseThrow(
                      () ->
                          new NotUnderstood(
                              OpaqueReason.SUBQUERY, "a subquery that is not grouped", name)));
        },
        this::expression);
  }

  private Optional<Expression> key(Expression row) {
    for (int i = 0; keys != null && i < keys.size(); i++) {
      if (Enclosed.isSame(keys.get(i).expression(), row)) {
        return Optional.of(new Expression.Column(i));
      }
    }
    for (int i = 0; keys != null && i < aggregates.size(); i++) {
      if (GroupKeys.isGrouped(aggregates.get(i).expression(), row)) {
        return Optional.of(new Expression.Column(keys.size() + i));
      }
    }
    return Optional.empty();
  }

  private static GroupKeys keys(
      QueryBuilder queries, SelectNames names, List<SelectItem> items, SqlNodeList group) {
    if (AllColumns.isIt(group)) {
      return GroupKeys.plain(AllColumns.keys(names, items));
    }
    if (group.stream().anyMatch(ExpandedSets::isSets)) {
      return GroupKeys.ofSets(queries.view(), group, n -> key(queries, names, items, n, 0));
    }
    List<Named> keys = new ArrayList<>();
    for (SqlNode node : group) {
      // GROUP BY (a, b): the parentheses make a row of what is meant as a list.
      List<SqlNode> parts =
          node instanceof SqlCall row && row.getKind() == SqlKind.ROW
              ? row.getOperandList()
              : List.of(node);
      for (SqlNode part : parts) {
        keys.add(key(queries, names, items, part, keys.size()));
      }
    }
    return GroupKeys.plain(keys);
  }

  private static Named key(
      QueryBuilder queries, SelectNames names, List<SelectItem> items, SqlNode node, int number) {
    int ordinal = QueryBuilder.ordinal(node);
    if (ordinal > items.size() || ordinal == 0) {
      queries.report(
          Code.INVALID_SQL,
          node,
          "GROUP BY "
              + node
              + ", and the SELECT has "
              + items.size()
              + (items.size() == 1 ? " column" : " columns"));
      return new Named("key" + number, new Expression.Literal("NULL"));
    }
    if (ordinal > 0) {
      SelectItem item = items.get(ordinal - 1);
      return new Named(item.name(), names.rowExpression(item));
    }
    return new Named(GroupKeys.name(node, number), names.rowExpression(node));
  }

  /** The rows that expressions above the grouping are over. */
  Relation relation() {
    return above().relation();
  }

  private Relation grouped(GroupKeys by, Relation input) {
    SqlNode place =
        select.getGroup() == null || select.getGroup().isEmpty() ? select : select.getGroup();
    if (!by.branches().isEmpty()) {
      return BranchesOfSets.of(input, by, aggregates, place, queries.view().origin(place));
    }
    return new Relation.Aggregate(
        input, by.keys(), aggregates, by.sets(), queries.view().origin(place));
  }

  /** An expression above the grouping; windows in it are not allowed. */
  Expression expression(SqlNode node) {
    return new ExpressionBuilder(queries.view(), this::special).build(node);
  }

  /** What a node means above the grouping, where it is more than its operands. */
  Optional<Expression> special(SqlNode node) {
    if (node instanceof SqlCall call && call.getKind() == SqlKind.OVER) {
      throw new NotUnderstood(OpaqueReason.OTHER, "a window here", node);
    }
    if (node instanceof SqlIdentifier name && names.alias(name).isPresent()) {
      SelectItem item = names.alias(name).get();
      return Optional.of(within(item, () -> expression(item)));
    }
    if (keys == null) {
      return Subqueries.isOne(node)
          ? Optional.of(names.subqueries().column(node))
          : names.column(node);
    }
    if (node instanceof SqlCall call && Calls.isAggregate(call)) {
      return Optional.of(new Expression.Column(keys.size() + aggregate(call)));
    }
    boolean row =
        !(node instanceof org.apache.calcite.sql.SqlLiteral) && names.subqueries().knowsAllOf(node);
    if (row && !windows.isIn(node) && !names.hasAggregate(node)) {
      Expression plain = names.rowExpression(node);
      Optional<Expression> key = key(plain);
      if (key.isPresent()) {
        return key;
      }
      if (plain.columns().isEmpty()) {
        return Optional.of(plain);
      }
      if (node instanceof SqlIdentifier name) {
        if (!keyless) {
          queries.report(
              Code.INVALID_SQL, node, name + " is neither grouped by nor inside an aggregate");
        }
        return Optional.of(new Expression.Literal("NULL"));
      }
    }
    return Subqueries.isOne(node) ? Optional.of(above().column(node)) : Optional.empty();
  }

  Optional<SelectItem> aliasOf(SqlIdentifier name) {
    return names.alias(name);
  }

  /** Builds with an alias shut, so that one that means itself ends as an unknown column. */
  Expression within(SelectItem item, Supplier<Expression> build) {
    names.open(item.name());
    try {
      return build.get();
    } finally {
      names.shut(item.name());
    }
  }

  /** The expression of an output column above the grouping. */
  Expression expression(SelectItem item) {
    if (item.column() < 0) {
      return expression(item.node());
    }
    return column(item.column(), item.node());
  }

  /** A column of FROM above the grouping: itself, or the group key that equals it. */
  Expression column(int index, SqlNode place) {
    Expression column = new Expression.Column(index);
    if (keys == null) {
      return column;
    }
    Optional<Expression> key = key(column);
    if (key.isPresent()) {
      return key.get();
    }
    queries.report(Code.INVALID_SQL, place, "* brings columns that are not grouped by");
    return new Expression.Literal("NULL");
  }

  private int aggregate(SqlCall call) {
    Expression built =
        new ExpressionBuilder(queries.view(), n -> n == call ? Optional.empty() : rowSpecial(n))
            .call(call);
    for (int i = 0; i < aggregates.size(); i++) {
      if (aggregates.get(i).expression().equals(built)) {
        return i;
      }
    }
    aggregates.add(new Named(ImplicitNames.of(call), built));
    return aggregates.size() - 1;
  }

  private Optional<Expression> rowSpecial(SqlNode node) {
    if (node instanceof SqlCall call && Calls.isAggregate(call)) {
      // The aggregate inside FILTER or WITHIN GROUP: its operands are rows too.
      return Optional.of(new ExpressionBuilder(queries.view(), this::rowSpecial).call(call));
    }
    return node instanceof SqlIdentifier || Subqueries.isOne(node) || names.isPath(node)
        ? Optional.of(names.rowExpression(node))
        : Optional.empty();
  }
}
