package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.dialect.HelperColumns;
import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.jspecify.annotations.Nullable;

/**
 * Builds one SELECT in the order in which SQL computes it: FROM, WHERE, GROUP BY, HAVING, windows,
 * QUALIFY, the columns, DISTINCT.
 */
final class SelectBuilder {
  private final QueryBuilder queries;
  private final CommonTables tables;

  SelectBuilder(QueryBuilder queries, CommonTables tables) {
    this.queries = queries;
    this.tables = tables;
  }

  Relation build(SqlSelect select) {
    return build(select, SqlNodeList.EMPTY);
  }

  /** The same with an ORDER BY, which says nothing of the rows, and whose names must be there. */
  Relation build(SqlSelect select, SqlNodeList order) {
    FromBuilder.From from =
        select.getFrom() == null
            ? nothing(select)
            : new FromBuilder(queries, tables).build(select.getFrom());
    List<SelectItem> items = items(select, from.scope());
    expect(order, from.scope(), items);
    SelectNames names = names(from, items);
    Expression where = where(select, names);
    Grouping grouping =
        Grouping.of(
            queries,
            tables,
            names,
            select,
            items,
            () -> {
              Relation rows = names.subqueries().relation();
              return where == null ? rows : where(rows, where, select.getWhere());
            });
    Relation grouped = grouping.relation();
    if (select.getHaving() != null) {
      grouped = having(grouped, grouping.expression(select.getHaving()), select.getHaving());
    }
    Windows windows = new Windows(queries, grouping, grouped);
    List<Named> columns = new ArrayList<>();
    for (SelectItem item : items) {
      columns.add(new Named(item.name(), windows.expression(item)));
    }
    Expression qualify =
        select.getQualify() == null ? null : windows.expression(select.getQualify());
    Relation windowed = windows.relation();
    if (qualify != null) {
      windowed = filter(windowed, qualify, select.getQualify());
    }
    Relation project = new Relation.Project(windowed, columns, queries.view().origin(select));
    return select.isDistinct() ? distinct(project) : project;
  }

  private void expect(SqlNodeList order, Scope scope, List<SelectItem> items) {
    // What the engine calls a column without a name may be another word than ours.
    boolean named =
        items.stream()
            .allMatch(i -> i.explicit() || i.column() >= 0 || i.node() instanceof SqlIdentifier);
    List<String> columns = items.stream().map(SelectItem::name).toList();
    NameResolver resolver = new NameResolver(queries, scope);
    ordered(order).stream()
        .filter(name -> named || !name.isSimple())
        .forEach(name -> resolver.expectOrder(name, columns));
  }

  /** The names among what an ORDER BY orders by. */
  static List<SqlIdentifier> ordered(SqlNodeList order) {
    List<SqlIdentifier> names = new ArrayList<>();
    for (SqlNode node : order) {
      SqlNode by = node;
      while (by.isA(Set.of(SqlKind.DESCENDING, SqlKind.NULLS_FIRST, SqlKind.NULLS_LAST))) {
        by = ((SqlCall) by).operand(0);
      }
      if (by instanceof SqlIdentifier name) {
        names.add(name);
      }
    }
    return names;
  }

  /** What a SELECT without FROM reads: one row without columns. */
  private FromBuilder.From nothing(SqlSelect select) {
    Relation row =
        new Relation.Values(List.of(), List.of(List.of()), queries.view().origin(select));
    return new FromBuilder.From(row, new Scope(List.of()));
  }

  private SelectNames names(FromBuilder.From from, List<SelectItem> items) {
    NameResolver resolver = new NameResolver(queries, from.scope());
    SelectNames[] names = new SelectNames[1];
    SubqueryBuilder builder =
        new SubqueryBuilder(
            queries, tables, resolver::fromWithin, node -> names[0].rowExpression(node));
    Subqueries subqueries = new Subqueries(builder, from.relation(), 0);
    names[0] = new SelectNames(queries, resolver, items, subqueries, false);
    return names[0];
  }

  private static @Nullable Expression where(SqlSelect select, SelectNames names) {
    for (SqlNode conjunct : conjuncts(select.getWhere())) {
      if (Subqueries.isOne(conjunct)) {
        names.subqueries().conjunct(conjunct);
      }
    }
    return select.getWhere() == null ? null : names.rowExpression(select.getWhere());
  }

  private Relation where(Relation rows, Expression where, SqlNode node) {
    CommaJoins.Joined joined = CommaJoins.of(rows, where);
    if (joined.rest().size() == where.conjuncts().size()) {
      return filter(rows, where, node);
    }
    return joined.rest().isEmpty()
        ? joined.rows()
        : filter(joined.rows(), Expression.all(joined.rest()), node);
  }

  private Relation having(Relation grouped, Expression condition, SqlNode node) {
    BranchesOfSets.Pruned pruned = BranchesOfSets.pruned(grouped, condition);
    return pruned.condition().equals(new Expression.Literal("TRUE"))
        ? pruned.rows()
        : filter(pruned.rows(), pruned.condition(), node);
  }

  /** The operands of a condition's top-level ANDs. */
  static List<SqlNode> conjuncts(@Nullable SqlNode condition) {
    if (condition == null) {
      return List.of();
    }
    if (condition instanceof SqlCall call && call.getKind() == SqlKind.AND) {
      return call.getOperandList().stream().flatMap(c -> conjuncts(c).stream()).toList();
    }
    return List.of(condition);
  }

  private Relation filter(Relation input, Expression condition, SqlNode node) {
    return new Relation.Filter(input, condition, queries.view().origin(node));
  }

  private static Relation distinct(Relation project) {
    List<Named> keys = new ArrayList<>();
    for (int i = 0; i < project.fields().size(); i++) {
      keys.add(new Named(project.fields().get(i).name(), new Expression.Column(i)));
    }
    return new Relation.Aggregate(project, keys, List.of(), project.origin());
  }

  /** The output columns with stars expanded; a repeated name is reported. */
  List<SelectItem> items(SqlSelect select, Scope scope) {
    List<SelectItem> items = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (SqlNode node : select.getSelectList()) {
      for (SelectItem item : expand(node, scope)) {
        if (!seen.add(item.name().toLowerCase(Locale.ROOT)) && queries.isOutermost(select)) {
          Diagnostic repeated =
              Diagnostic.at(Code.REPEATED_COLUMN, queries.view().origin(node), item.name());
          queries.report(repeated.withHint("give one of them another name with AS"));
        }
        items.add(item);
        reportHelper(node, item);
      }
    }
    return items;
  }

  private void reportHelper(SqlNode node, SelectItem item) {
    if (node.getKind() == SqlKind.AS && HelperColumns.isOne(item.name())) {
      Diagnostic helper = Diagnostic.at(Code.HELPER_NAME, queries.view().origin(node), item.name());
      queries.report(helper.withHint("give the column another name"));
    }
  }

  private List<SelectItem> expand(SqlNode node, Scope scope) {
    if (node instanceof SqlIdentifier name && name.isStar()) {
      return star(name, scope);
    }
    if (node instanceof SqlStarExclude star) {
      return excluding(star, scope);
    }
    if (node.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) node;
      String alias = ((SqlIdentifier) as.operand(1)).getSimple();
      return List.of(new SelectItem(alias, true, as.operand(0), -1));
    }
    return List.of(new SelectItem(ImplicitNames.of(node), false, node, -1));
  }

  /** The columns of a star but for some, each of which is one of them. */
  private List<SelectItem> excluding(SqlStarExclude star, Scope scope) {
    if (!(star.getOperandList().get(0) instanceof SqlIdentifier whole)
        || !(star.getOperandList().get(1) instanceof SqlNodeList names)
        || !queries.view().code(star).endsWith(")")) {
      throw new NotUnderstood(OpaqueReason.OTHER, "EXCLUDE", star);
    }
    List<SelectItem> items = new ArrayList<>(star(whole, scope));
    for (SqlNode name : names) {
      String excluded = name.toString();
      List<SelectItem> found =
          items.stream().filter(i -> i.name().equalsIgnoreCase(excluded)).toList();
      if (found.size() != 1) {
        throw new NotUnderstood(OpaqueReason.OTHER, "EXCLUDE of no single column", name);
      }
      items.removeAll(found);
    }
    return items;
  }

  private List<SelectItem> star(SqlIdentifier name, Scope scope) {
    List<Scope.Table> chosen = scope.tables();
    if (chosen.stream().anyMatch(t -> t.shown().equals("USING"))) {
      // Engines differ in where they put the merged columns.
      throw new NotUnderstood(OpaqueReason.JOIN_FORM, "a star over JOIN … USING", name);
    }
    if (name.names.size() > 1) {
      String alias = name.names.get(name.names.size() - 2);
      chosen = scope.table(alias).map(List::of).orElseGet(List::of);
      if (chosen.isEmpty()) {
        queries.report(Code.UNKNOWN_TABLE, name, alias);
      }
    }
    List<SelectItem> items = new ArrayList<>();
    for (Scope.Table table : chosen) {
      for (int i = 0; i < table.fields().size(); i++) {
        items.add(new SelectItem(table.fields().get(i).name(), false, name, table.start() + i));
      }
    }
    return items;
  }
}
