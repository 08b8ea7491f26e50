package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.Identifiers.folded;
import static dev.accrete.compiler.translate.Identifiers.last;

import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
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
 * The columns of queries and of what stands in FROM, in their order, as far as the text and the
 * declared columns tell all of them.
 */
final class ListedColumns {
  private final Map<String, List<String>> relations = new HashMap<>();
  private final Map<String, List<String>> commonTables = new HashMap<>();

  /** Names of common tables of which not all columns are told, or that mean several. */
  private final Set<String> untold = new HashSet<>();

  /**
   * A table of FROM.
   *
   * @param alias what it is called; empty for a subquery without a name
   * @param columns the names of its columns as they are written
   */
  record Table(String alias, List<String> columns) {
    Table {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Those of a text.
   *
   * @param relations the columns of the relations that it reads, by their names
   */
  ListedColumns(Map<String, List<Field>> relations) {
    relations.forEach(
        (name, fields) ->
            this.relations.put(folded(name), fields.stream().map(Field::name).toList()));
  }

  /** Notes a query of WITH, which those behind it may read. */
  void note(SqlWithItem item) {
    String name = folded(last(item.name));
    Optional<List<String>> columns =
        item.columnList == null
            ? of(item.query)
            : Optional.of(
                item.columnList.getList().stream().map(n -> last((SqlIdentifier) n)).toList());
    columns.ifPresentOrElse(
        all -> {
          List<String> before = commonTables.put(name, all);
          if (before != null && !before.equals(all)) {
            untold.add(name);
          }
        },
        () -> untold.add(name));
  }

  /** Notes the queries of WITH before a query, which what is around both may ask for. */
  void noteTables(SqlNode query) {
    if (query instanceof SqlWith with) {
      with.withList.forEach(item -> note((SqlWithItem) item));
    }
  }

  /** The columns of a query; absent where not all are told, or one has no name. */
  Optional<List<String>> of(SqlNode query) {
    if (query instanceof SqlIdentifier table) {
      return named(table);
    }
    if (query.getKind() == SqlKind.AS) {
      return from(query).map(tables -> tables.get(0).columns());
    }
    if (query instanceof SqlOrderBy order) {
      return of(order.query);
    }
    if (query instanceof SqlWith with) {
      noteTables(with);
      return of(with.body);
    }
    if (query.isA(SqlKind.SET_QUERY)) {
      return of(((SqlCall) query).operand(0));
    }
    if (!(query instanceof SqlSelect select)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      Optional<List<String>> own = item(select, item);
      if (own.isEmpty()) {
        return Optional.empty();
      }
      names.addAll(own.get());
    }
    return Optional.of(names);
  }

  private Optional<List<String>> item(SqlSelect select, SqlNode item) {
    SqlNode named = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
    boolean star = named instanceof SqlStarExclude || isStar(named);
    if (star) {
      return star(select, named)
          .map(all -> all.stream().flatMap(t -> t.columns().stream()).toList());
    }
    return named instanceof SqlIdentifier name
        ? Optional.of(List.of(last(name)))
        : ImplicitNames.ofUnnamed(item).map(List::of);
  }

  /** The columns that a star means, but for those that EXCLUDE names, by their tables. */
  Optional<List<Table>> star(SqlSelect select, SqlNode item) {
    SqlIdentifier star =
        item instanceof SqlStarExclude exclude
            ? (SqlIdentifier) exclude.getOperandList().get(0)
            : (SqlIdentifier) item;
    Optional<List<Table>> all =
        star.names.size() > 1
            ? called(select.getFrom(), star.names.get(star.names.size() - 2))
            : from(select.getFrom());
    return item instanceof SqlStarExclude exclude
        ? all.flatMap(tables -> without(tables, names(exclude)))
        : all;
  }

  /** The one table of FROM that is called so. */
  private Optional<List<Table>> called(@Nullable SqlNode from, String alias) {
    if (from instanceof SqlJoin join) {
      Optional<List<Table>> left = called(join.getLeft(), alias);
      Optional<List<Table>> right = called(join.getRight(), alias);
      return merges(join) || left.isPresent() && right.isPresent()
          ? Optional.empty()
          : left.or(() -> right);
    }
    return from(from).filter(tables -> tables.get(0).alias().equalsIgnoreCase(alias));
  }

  private static boolean merges(SqlJoin join) {
    return join.isNatural() || join.getConditionType() == JoinConditionType.USING;
  }

  private static Set<String> names(SqlStarExclude exclude) {
    Set<String> names = new HashSet<>();
    ((SqlNodeList) exclude.getOperandList().get(1)).forEach(n -> names.add(folded(n.toString())));
    return names;
  }

  /** The tables without some columns, each of which has to be one of them. */
  private static Optional<List<Table>> without(List<Table> tables, Set<String> names) {
    List<Table> left = new ArrayList<>();
    int found = 0;
    for (Table table : tables) {
      List<String> kept =
          table.columns().stream().filter(name -> !names.contains(folded(name))).toList();
      found += table.columns().size() - kept.size();
      left.add(new Table(table.alias(), kept));
    }
    return found == names.size() ? Optional.of(left) : Optional.empty();
  }

  /** The tables of FROM, in their order. */
  private Optional<List<Table>> from(@Nullable SqlNode from) {
    if (from instanceof SqlJoin join) {
      return merges(join)
          ? Optional.empty()
          : from(join.getLeft())
              .flatMap(
                  left ->
                      from(join.getRight())
                          .map(
                              right -> {
                                List<Table> both = new ArrayList<>(left);
                                both.addAll(right);
                                return both;
                              }));
    }
    if (from instanceof SqlIdentifier table) {
      return named(table).map(columns -> List.of(new Table(last(table), columns)));
    }
    if (from instanceof SqlCall as && as.getKind() == SqlKind.AS) {
      return of(as.operand(0))
          .map(
              columns ->
                  List.of(new Table(last((SqlIdentifier) as.operand(1)), renamed(as, columns))));
    }
    return from == null
        ? Optional.empty()
        : of(from).map(columns -> List.of(new Table("", columns)));
  }

  private static List<String> renamed(SqlCall as, List<String> columns) {
    List<String> names = new ArrayList<>(columns);
    for (int i = 2; i < as.operandCount() && i - 2 < names.size(); i++) {
      names.set(i - 2, last((SqlIdentifier) as.operand(i)));
    }
    return names;
  }

  private Optional<List<String>> named(SqlIdentifier table) {
    String name = folded(String.join(".", table.names));
    boolean relation = relations.containsKey(name);
    boolean common = table.isSimple() && (commonTables.containsKey(name) || untold.contains(name));
    if (relation == common || untold.contains(name)) {
      return Optional.empty();
    }
    List<String> columns = relation ? relations.get(name) : commonTables.get(name);
    return Optional.ofNullable(columns).filter(all -> !all.isEmpty());
  }

  private static boolean isStar(SqlNode node) {
    return node instanceof SqlIdentifier name && name.isStar();
  }
}
