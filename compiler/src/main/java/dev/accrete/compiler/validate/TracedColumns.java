package dev.accrete.compiler.validate;

import static dev.accrete.compiler.validate.TracedTables.folded;
import static dev.accrete.compiler.validate.TracedTables.last;

import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.validate.TracedTables.Column;
import dev.accrete.compiler.validate.TracedTables.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/**
 * From which columns a query's columns are computed, where our tree has no form for it: LIMIT,
 * recursion, PIVOT, arrays of SUPER values. People are shown it; nothing is derived from it.
 */
final class TracedColumns {
  private final TextView view;
  private final Catalogue catalogue;

  /**
   * Where names are read.
   *
   * @param tables what stands in FROM so far
   * @param aliases what the select list has before it
   * @param common the queries of WITH, by their names
   * @param outer what is around it
   */
  record Scope(
      List<Table> tables,
      List<Column> aliases,
      Map<String, Optional<List<Column>>> common,
      @Nullable Scope outer) {

    /** A scope with one table. */
    Scope within(Table table) {
      return new Scope(List.of(table), List.of(), common, outer);
    }
  }

  private TracedColumns(TextView view, Catalogue catalogue) {
    this.view = view;
    this.catalogue = catalogue;
  }

  /** For each column of a query; nothing where not all are known. */
  static List<List<String>> of(SqlNode query, TextView view, Catalogue catalogue) {
    Scope none = new Scope(List.of(), List.of(), Map.of(), null);
    return new TracedColumns(view, catalogue)
        .query(query, none)
        .map(columns -> columns.stream().map(c -> List.copyOf(c.from())).toList())
        .orElse(List.of());
  }

  Optional<String> relation(SqlIdentifier name) {
    return view.reference(name).map(Reference::name);
  }

  Optional<List<Field>> fields(String relation) {
    return catalogue.fields(relation);
  }

  /** The columns of a query that stands in a scope. */
  Optional<List<Column>> query(SqlNode query, Scope around) {
    if (query instanceof SqlOrderBy order) {
      return query(order.query, around);
    }
    if (query instanceof SqlWith with) {
      return query(with.body, with(with, around));
    }
    if (query instanceof SqlSelect select) {
      return select(select, around);
    }
    return query instanceof SqlCall call && call.isA(SqlKind.SET_QUERY)
        ? together(call.getOperandList().stream().map(branch -> query(branch, around)).toList())
        : Optional.empty();
  }

  private Scope with(SqlWith with, Scope around) {
    Scope scope =
        new Scope(
            around.tables(), around.aliases(), new HashMap<>(around.common()), around.outer());
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      String name = last(item.name);
      List<SqlNode> names = item.columnList == null ? List.of() : item.columnList.getList();
      boolean recursive = item.recursive.booleanValue() && item.query.isA(SqlKind.SET_QUERY);
      if (recursive) {
        SqlNode first = ((SqlCall) item.query).operand(0);
        scope.common().put(name, TracedTables.renamed(query(first, scope), names));
      }
      Optional<List<Column>> before;
      Optional<List<Column>> columns = scope.common().getOrDefault(name, Optional.empty());
      do {
        before = columns;
        columns = TracedTables.renamed(query(item.query, scope), names);
        scope.common().put(name, columns);
      } while (recursive && !columns.equals(before));
    }
    return scope;
  }

  private static Optional<List<Column>> together(List<Optional<List<Column>>> branches) {
    Optional<List<Column>> all = branches.get(0);
    for (Optional<List<Column>> branch : branches.subList(1, branches.size())) {
      if (all.isEmpty() || branch.isEmpty() || branch.get().size() != all.get().size()) {
        return Optional.empty();
      }
      List<Column> columns = new ArrayList<>();
      for (int i = 0; i < all.get().size(); i++) {
        Set<String> from = new LinkedHashSet<>(all.get().get(i).from());
        from.addAll(branch.get().get(i).from());
        columns.add(new Column(all.get().get(i).name(), from));
      }
      all = Optional.of(columns);
    }
    return all;
  }

  private Optional<List<Column>> select(SqlSelect select, Scope around) {
    Scope scope = new Scope(new ArrayList<>(), new ArrayList<>(), around.common(), around);
    TracedTables tables = new TracedTables(this, scope);
    if (select.getFrom() != null) {
      tables.add(select.getFrom());
    }
    List<Column> columns = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      SqlNode star = item instanceof SqlStarExclude without ? without.operand(0) : item;
      if (star instanceof SqlIdentifier name && name.isStar()) {
        Optional<List<Column>> all = tables.merges() ? Optional.empty() : star(name, scope);
        if (all.isEmpty()) {
          return all;
        }
        columns.addAll(item == star ? all.get() : without((SqlCall) item, all.get()));
        continue;
      }
      boolean named = item.getKind() == SqlKind.AS;
      SqlNode value = named ? ((SqlCall) item).operand(0) : item;
      String name = named ? last(((SqlCall) item).operand(1)) : folded(ImplicitNames.of(item));
      Column column = new Column(name, of(value, scope));
      columns.add(column);
      if (named) {
        scope.aliases().add(column);
      }
    }
    return Optional.of(columns);
  }

  private static Optional<List<Column>> star(SqlIdentifier star, Scope scope) {
    String alias = star.names.size() > 1 ? folded(star.names.get(star.names.size() - 2)) : "";
    List<Column> all = new ArrayList<>();
    for (Table table : scope.tables()) {
      if (alias.isEmpty() || table.alias().equals(alias)) {
        if (table.columns().isEmpty()) {
          return Optional.empty();
        }
        all.addAll(table.columns().get());
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static List<Column> without(SqlCall star, List<Column> columns) {
    Set<String> names = new LinkedHashSet<>();
    if (star.operand(1) instanceof SqlNodeList list) {
      list.forEach(name -> names.add(last(name)));
    }
    return columns.stream().filter(column -> !names.contains(column.name())).toList();
  }

  /** The columns that an expression is computed from; conditions of its subqueries are none. */
  Set<String> of(SqlNode node, Scope scope) {
    Set<String> found = new LinkedHashSet<>();
    trace(node, scope, found);
    return found;
  }

  private void trace(SqlNode node, Scope scope, Set<String> found) {
    if (node instanceof SqlIdentifier name) {
      if (!name.isStar()) {
        found.addAll(meant(name, scope));
      }
    } else if (node instanceof SqlNodeList list) {
      list.forEach(n -> trace(n, scope, found));
    } else if (node.isA(SqlKind.QUERY)) {
      query(node, scope)
          .ifPresent(columns -> columns.forEach(column -> found.addAll(column.from())));
    } else if (node.getKind() == SqlKind.DOT) {
      trace(((SqlCall) node).operand(0), scope, found);
    } else if (node instanceof SqlCall call && call.getKind() != SqlKind.EXISTS) {
      call.getOperandList().stream()
          .filter(operand -> operand != null)
          .forEach(operand -> trace(operand, scope, found));
    }
  }

  private static Set<String> meant(SqlIdentifier name, @Nullable Scope scope) {
    List<String> names = name.names.stream().map(TracedTables::folded).toList();
    for (Scope at = scope; at != null; at = at.outer()) {
      for (int i = Math.min(names.size(), 3) - 2; i >= 0; i--) {
        Optional<Set<String>> column = qualified(names.get(i), names.get(i + 1), at);
        if (column.isPresent()) {
          return column.get();
        }
      }
      Optional<Column> own = unqualified(names.get(0), at);
      if (own.isPresent()) {
        return own.get().from();
      }
    }
    return Set.of();
  }

  /** A column of a table, or an attribute of the elements of an array. */
  private static Optional<Set<String>> qualified(String alias, String column, Scope scope) {
    return scope.tables().stream()
        .filter(table -> table.alias().equals(alias))
        .flatMap(table -> table.columns().stream())
        .flatMap(
            columns ->
                columns.stream()
                    .filter(
                        c ->
                            c.name().equals(column)
                                || columns.size() == 1 && c.name().equals(alias)))
        .map(Column::from)
        .findFirst();
  }

  /** A column, else what the select list calls so before. */
  private static Optional<Column> unqualified(String name, Scope scope) {
    return Stream.concat(
            scope.tables().stream().flatMap(t -> t.columns().stream().flatMap(List::stream)),
            scope.aliases().stream())
        .filter(column -> column.name().equals(name))
        .findFirst();
  }
}
