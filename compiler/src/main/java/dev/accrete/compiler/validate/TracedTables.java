package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Field;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnpivot;

/** What stands in the FROM of one query, for {@link TracedColumns}. */
final class TracedTables {
  private final TracedColumns traced;
  private final TracedColumns.Scope scope;
  private boolean merges;

  /**
   * A column of a query.
   *
   * @param name in small letters
   * @param from the columns of relations that it is computed from
   */
  record Column(String name, Set<String> from) {}

  /**
   * A table, query or array.
   *
   * @param alias in small letters; empty without
   * @param columns absent where they are not known
   */
  record Table(String alias, Optional<List<Column>> columns) {}

  TracedTables(TracedColumns traced, TracedColumns.Scope scope) {
    this.traced = traced;
    this.scope = scope;
  }

  /** Whether a star puts columns of two tables together. */
  boolean merges() {
    return merges;
  }

  /** Adds what stands in FROM to the scope, from the left. */
  void add(SqlNode from) {
    if (from instanceof SqlJoin join) {
      add(join.getLeft());
      add(join.getRight());
      merges |= join.isNatural() || join.getConditionType() == JoinConditionType.USING;
    } else if (from instanceof SqlCall at && at.getOperator() == RedshiftOperators.UNNEST_AT) {
      add(at.operand(0));
      Set<String> array = new LinkedHashSet<>();
      scope.tables().get(scope.tables().size() - 1).columns().stream()
          .flatMap(List::stream)
          .forEach(column -> array.addAll(column.from()));
      Column index = new Column(last(at.operand(1)), array);
      scope.tables().add(new Table("", Optional.of(List.of(index))));
    } else {
      scope.tables().add(table(from));
    }
  }

  private Table table(SqlNode from) {
    boolean named = from.getKind() == SqlKind.AS;
    SqlNode read = named ? ((SqlCall) from).operand(0) : from;
    String alias =
        named ? last(((SqlCall) from).operand(1)) : read instanceof SqlIdentifier n ? last(n) : "";
    Optional<List<Column>> columns = columns(read, alias);
    if (named) {
      List<SqlNode> names = ((SqlCall) from).getOperandList();
      columns = renamed(columns, names.subList(2, names.size()));
    }
    return new Table(alias, columns);
  }

  private Optional<List<Column>> columns(SqlNode read, String alias) {
    if (read instanceof SqlIdentifier name) {
      return named(name, alias);
    }
    if (read.isA(SqlKind.QUERY)) {
      return traced.query(read, scope);
    }
    if (read instanceof SqlPivot pivot) {
      return pivot(pivot);
    }
    if (read instanceof SqlUnpivot unpivot) {
      return unpivot(unpivot);
    }
    if (read.getKind() == SqlKind.LATERAL) {
      return columns(((SqlCall) read).operand(0), alias);
    }
    boolean array =
        read.getKind() == SqlKind.UNNEST
            || read.getKind() == SqlKind.DOT
            || read.getKind() == SqlKind.ITEM
            || read instanceof SqlCall c && c.getOperator() == RedshiftOperators.UNPIVOT_OBJECT;
    if (!array) {
      return Optional.empty();
    }
    Column element = new Column(alias, traced.of(read, scope));
    boolean numbered =
        read instanceof SqlCall c && c.getOperator() == RedshiftOperators.UNNEST_WITH_OFFSET;
    return Optional.of(numbered ? List.of(element, element) : List.of(element));
  }

  private Optional<List<Column>> named(SqlIdentifier name, String alias) {
    Optional<String> relation = traced.relation(name);
    if (relation.isEmpty() && name.isSimple() && scope.common().containsKey(last(name))) {
      return scope.common().getOrDefault(last(name), Optional.empty());
    }
    boolean array =
        relation.isEmpty()
            && scope.tables().stream().anyMatch(t -> t.alias().equals(folded(name.names.get(0))));
    if (array) {
      return Optional.of(List.of(new Column(alias, traced.of(name, scope))));
    }
    return relation.flatMap(
        r ->
            traced
                .fields(r)
                .filter(fields -> !fields.isEmpty())
                .map(fields -> fields.stream().map(f -> column(r, f)).toList()));
  }

  private static Column column(String relation, Field field) {
    return new Column(folded(field.name()), Set.of(relation + "." + field.name()));
  }

  static Optional<List<Column>> renamed(Optional<List<Column>> columns, List<SqlNode> names) {
    if (names.isEmpty() || columns.isEmpty() || names.size() > columns.get().size()) {
      return columns;
    }
    List<Column> all = new ArrayList<>(columns.get());
    for (int i = 0; i < names.size(); i++) {
      all.set(i, new Column(last(names.get(i)), all.get(i).from()));
    }
    return Optional.of(all);
  }

  /** The columns that it does not name, and each aggregate for each value. */
  private Optional<List<Column>> pivot(SqlPivot pivot) {
    Table of = table(pivot.query);
    TracedColumns.Scope inner = scope.within(of);
    Set<String> used = new LinkedHashSet<>();
    pivot.axisList.forEach(axis -> used.addAll(names(axis)));
    pivot.aggList.forEach(aggregate -> used.addAll(names(aggregate)));
    return of.columns()
        .map(
            before -> {
              List<Column> all = new ArrayList<>(before);
              all.removeIf(column -> used.contains(column.name()));
              for (SqlNode value : pivot.inList) {
                for (SqlNode aggregate : pivot.aggList) {
                  Set<String> from = traced.of(unnamed(aggregate), inner);
                  pivot.axisList.forEach(axis -> from.addAll(traced.of(axis, inner)));
                  all.add(new Column("", from));
                }
              }
              return all;
            });
  }

  /** The columns that it leaves, the name of a column, and what stands in that. */
  private Optional<List<Column>> unpivot(SqlUnpivot unpivot) {
    Table of = table(unpivot.query);
    TracedColumns.Scope inner = scope.within(of);
    Set<String> used = new LinkedHashSet<>();
    Set<String> from = new LinkedHashSet<>();
    for (SqlNode item : unpivot.inList) {
      used.addAll(names(unnamed(item)));
      from.addAll(traced.of(unnamed(item), inner));
    }
    return of.columns()
        .map(
            before -> {
              List<Column> all = new ArrayList<>(before);
              all.removeIf(column -> used.contains(column.name()));
              unpivot.axisList.forEach(name -> all.add(new Column(last(name), Set.of())));
              unpivot.measureList.forEach(name -> all.add(new Column(last(name), from)));
              return all;
            });
  }

  private static SqlNode unnamed(SqlNode node) {
    return node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
  }

  private static Set<String> names(SqlNode node) {
    Set<String> names = new LinkedHashSet<>();
    if (node instanceof SqlIdentifier name && !name.isStar()) {
      names.add(last(name));
    } else if (node instanceof SqlNodeList list) {
      list.forEach(n -> names.addAll(names(n)));
    } else if (node instanceof SqlCall call && !(call instanceof SqlSelect)) {
      SqlNode inner = unnamed(call);
      if (inner != call) {
        return names(inner);
      }
      call.getOperandList().stream().filter(o -> o != null).forEach(o -> names.addAll(names(o)));
    }
    return names;
  }

  static String last(SqlNode name) {
    return name instanceof SqlIdentifier id
        ? folded(id.names.get(id.names.size() - 1))
        : folded(name.toString());
  }

  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
