package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.Identifiers.folded;
import static dev.accrete.compiler.translate.Identifiers.last;

import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Which column a name means: that of one table, query or alias, where the text and the declared
 * columns tell all that it could be. Columns of one name and several types are told apart so; what
 * is not told here goes by its name alone.
 */
final class Scopes {
  private static final Set<SqlKind> MERGES =
      Set.of(SqlKind.UNION, SqlKind.INTERSECT, SqlKind.EXCEPT);

  private final Map<String, List<Field>> tables = new HashMap<>();
  private final Map<SqlIdentifier, String> keys = new IdentityHashMap<>();
  private final Map<String, List<SqlNode>> given = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();

  /** The queries of WITH that were read so far. */
  private final Set<String> read = new HashSet<>();

  /**
   * A column of a query or table.
   *
   * @param name in small letters
   * @param key by which it is asked for
   */
  private record Column(String name, String key) {}

  /**
   * What stands in FROM.
   *
   * @param alias in small letters; empty without
   * @param columns absent where not all are told
   */
  private record Relation(String alias, Optional<List<Column>> columns) {}

  /**
   * Where names are read.
   *
   * @param relations what FROM has
   * @param aliases what the select list calls so
   * @param outer what is around it
   */
  private record Scope(
      List<Relation> relations, Map<String, String> aliases, @Nullable Scope outer) {}

  /**
   * Those of a text.
   *
   * @param relations the columns of the relations that it reads, by their names
   */
  Scopes(Map<String, List<Field>> relations, SqlNode query) {
    relations.forEach((name, fields) -> tables.put(folded(name), fields));
    query(query, Map.of(), null);
  }

  /** By what a name is asked for: a column that is told, else the name in small letters. */
  String key(SqlIdentifier name) {
    String key = keys.get(name);
    return key == null ? folded(last(name)) : key;
  }

  /** Whether a key is that of a column that is told. */
  boolean isTold(String key) {
    return given.containsKey(key) || types.containsKey(key);
  }

  /** What the branches of a query put into a column; nothing for that of a table. */
  List<SqlNode> given(String key) {
    return given.getOrDefault(key, List.of());
  }

  /** The type that a table's column is declared with, empty if without; absent for others. */
  Optional<String> type(String key) {
    return Optional.ofNullable(types.get(key));
  }

  private Column made(String name, List<SqlNode> values) {
    String key = "\0" + (given.size() + types.size()) + '#' + name;
    given.put(key, values);
    return new Column(name, key);
  }

  private Column declared(Field field) {
    String key = "\0" + (given.size() + types.size()) + '#' + folded(field.name());
    types.put(key, field.type() == null ? "" : field.type());
    return new Column(folded(field.name()), key);
  }

  /** Reads a query; its columns in their order, where all are told. */
  private Optional<List<Column>> query(
      SqlNode query, Map<String, Optional<List<Column>>> common, @Nullable Scope outer) {
    if (query instanceof SqlOrderBy order) {
      return ordered(order, common, outer);
    }
    if (query instanceof SqlWith with) {
      return query(with.body, with(with, common, outer), outer);
    }
    if (query instanceof SqlSelect select) {
      return select(select, List.of(), common, outer);
    }
    if (MERGES.contains(query.getKind())) {
      List<Optional<List<Column>>> branches = new ArrayList<>();
      for (SqlNode branch : ((SqlCall) query).getOperandList()) {
        branches.add(query(branch, common, outer));
      }
      return together(branches);
    }
    return Optional.empty();
  }

  private Optional<List<Column>> ordered(
      SqlOrderBy order, Map<String, Optional<List<Column>>> common, @Nullable Scope outer) {
    if (order.query instanceof SqlSelect select) {
      return select(select, order.orderList, common, outer);
    }
    return query(order.query, common, outer);
  }

  private Map<String, Optional<List<Column>>> with(
      SqlWith with, Map<String, Optional<List<Column>>> around, @Nullable Scope outer) {
    Map<String, Optional<List<Column>>> common = new HashMap<>(around);
    for (SqlNode node : with.withList) {
      SqlWithItem item = (SqlWithItem) node;
      String name = folded(last(item.name));
      List<SqlNode> names = item.columnList == null ? List.of() : item.columnList.getList();
      Map<String, Optional<List<Column>>> inner = new HashMap<>(common);
      inner.put(name, Optional.empty());
      if (item.query.getKind() == SqlKind.UNION && item.recursive.booleanValue()) {
        // What does not read it says what its columns are.
        List<SqlNode> branches = ((SqlCall) item.query).getOperandList();
        Optional<List<Column>> first = query(branches.get(0), inner, outer);
        common.put(name, renamed(first, names));
        read.remove(name);
        Optional<List<Column>> second = query(branches.get(1), common, outer);
        if (!read.contains(name)) {
          common.put(name, renamed(together(List.of(first, second)), names));
        }
      } else {
        common.put(name, renamed(query(item.query, inner, outer), names));
      }
    }
    return common;
  }

  private Optional<List<Column>> renamed(Optional<List<Column>> columns, List<SqlNode> names) {
    if (columns.isEmpty() || names.size() > columns.get().size()) {
      return Optional.empty();
    }
    List<Column> all = new ArrayList<>(columns.get());
    for (int i = 0; i < names.size(); i++) {
      all.set(i, new Column(folded(last((SqlIdentifier) names.get(i))), all.get(i).key()));
    }
    return Optional.of(all);
  }

  private Optional<List<Column>> together(List<Optional<List<Column>>> branches) {
    long widths = branches.stream().map(b -> b.map(List::size).orElse(-1)).distinct().count();
    if (widths > 1 || branches.get(0).isEmpty()) {
      return Optional.empty();
    }
    List<Column> all = new ArrayList<>();
    for (int i = 0; i < branches.get(0).get().size(); i++) {
      List<SqlNode> values = new ArrayList<>();
      for (Optional<List<Column>> branch : branches) {
        values.addAll(values(branch.get().get(i)));
      }
      String name = branches.get(0).get().get(i).name();
      all.add(made(name, SetOperands.withoutConstants(values)));
    }
    return Optional.of(all);
  }

  /** What a branch has in a column; of a table's, a name that means it. */
  private List<SqlNode> values(Column column) {
    if (given.containsKey(column.key())) {
      return given(column.key());
    }
    SqlIdentifier name = new SqlIdentifier(column.name(), SqlParserPos.ZERO);
    keys.put(name, column.key());
    return List.of(name);
  }

  private Optional<List<Column>> select(
      SqlSelect select,
      Iterable<SqlNode> order,
      Map<String, Optional<List<Column>>> common,
      @Nullable Scope outer) {
    List<Relation> relations = new ArrayList<>();
    List<SqlNode> conditions = new ArrayList<>();
    boolean merged = from(select.getFrom(), relations, conditions, common, outer);
    Map<String, String> aliases = new HashMap<>();
    Scope scope = new Scope(relations, aliases, outer);
    Optional<List<Column>> columns = Optional.of(new ArrayList<>());
    for (SqlNode item : select.getSelectList()) {
      Optional<List<Column>> own = item(item, scope, merged, common);
      columns = columns.flatMap(c -> own.map(more -> joined(c, more)));
    }
    conditions.forEach(c -> names(c, scope, common));
    for (SqlNode part : select.getOperandList()) {
      if (part != null && part != select.getSelectList() && part != select.getFrom()) {
        names(part, scope, common);
      }
    }
    order.forEach(key -> sorted(key, scope, common));
    return columns;
  }

  private static List<Column> joined(List<Column> first, List<Column> more) {
    List<Column> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }

  /** A key of ORDER BY: what an alias and a column are called both, may be either. */
  private void sorted(SqlNode key, Scope scope, Map<String, Optional<List<Column>>> common) {
    Map<String, String> none = Map.of();
    boolean taken =
        Values.sorted(key) instanceof SqlIdentifier id
            && id.isSimple()
            && scope.aliases().containsKey(folded(last(id)));
    if (!taken) {
      names(key, new Scope(scope.relations(), none, scope.outer()), common);
    }
  }

  private Optional<List<Column>> item(
      SqlNode item, Scope scope, boolean merged, Map<String, Optional<List<Column>>> common) {
    if (item instanceof SqlIdentifier star && star.isStar()) {
      return merged ? Optional.empty() : star(star, scope);
    }
    if (item instanceof SqlStarExclude) {
      return Optional.empty();
    }
    boolean named = item.getKind() == SqlKind.AS;
    SqlNode value = named ? ((SqlCall) item).operand(0) : item;
    names(value, scope, common);
    String name = folded(named ? last(((SqlCall) item).operand(1)) : ImplicitNames.of(item));
    Column column = made(name, List.of(value));
    if (named && scope.aliases().put(name, column.key()) != null) {
      scope.aliases().put(name, "");
    }
    return Optional.of(List.of(column));
  }

  private static Optional<List<Column>> star(SqlIdentifier star, Scope scope) {
    List<Column> all = new ArrayList<>();
    String alias = star.names.size() > 1 ? folded(star.names.get(star.names.size() - 2)) : "";
    List<Relation> meant =
        scope.relations().stream().filter(r -> alias.isEmpty() || r.alias().equals(alias)).toList();
    for (Relation relation : meant) {
      if (relation.columns().isEmpty()) {
        return Optional.empty();
      }
      all.addAll(relation.columns().get());
    }
    boolean one = alias.isEmpty() ? !meant.isEmpty() : meant.size() == 1;
    return one ? Optional.of(all) : Optional.empty();
  }

  /** Gathers what FROM has; whether columns of some are put together. */
  private boolean from(
      @Nullable SqlNode from,
      List<Relation> into,
      List<SqlNode> conditions,
      Map<String, Optional<List<Column>>> common,
      @Nullable Scope outer) {
    if (from == null) {
      return false;
    }
    if (from instanceof SqlJoin join) {
      boolean left = from(join.getLeft(), into, conditions, common, outer);
      boolean right = from(join.getRight(), into, conditions, common, outer);
      boolean using = join.getConditionType() == JoinConditionType.USING;
      if (!using && join.getCondition() != null) {
        conditions.add(join.getCondition());
      }
      return left || right || using || join.isNatural();
    }
    boolean named = from.getKind() == SqlKind.AS;
    SqlNode source = named ? ((SqlCall) from).operand(0) : from;
    String alias = named ? folded(last(((SqlCall) from).operand(1))) : "";
    Optional<List<Column>> columns =
        source instanceof SqlIdentifier table ? table(table, common) : query(source, common, outer);
    if (named) {
      columns = renamed(columns, ((SqlCall) from).getOperandList().stream().skip(2).toList());
    } else if (source instanceof SqlIdentifier table) {
      alias = folded(last(table));
    }
    into.add(new Relation(alias, columns));
    return false;
  }

  private Optional<List<Column>> table(
      SqlIdentifier table, Map<String, Optional<List<Column>>> common) {
    String name = folded(String.join(".", table.names));
    if (table.isSimple() && common.containsKey(name)) {
      read.add(name);
      return common.get(name);
    }
    return Optional.ofNullable(tables.get(name))
        .filter(fields -> !fields.isEmpty())
        .map(fields -> fields.stream().map(this::declared).toList());
  }

  /** Notes what the names in an expression mean. */
  private void names(SqlNode node, Scope scope, Map<String, Optional<List<Column>>> common) {
    if (node instanceof SqlIdentifier name) {
      if (!name.isStar()) {
        meant(name, scope).filter(k -> !k.isEmpty()).ifPresent(key -> keys.put(name, key));
      }
    } else if (node instanceof SqlNodeList list) {
      list.forEach(n -> names(n, scope, common));
    } else if (node.isA(SqlKind.QUERY)) {
      query(node, common, scope);
    } else if (node instanceof SqlCall call) {
      for (SqlNode operand : call.getOperandList()) {
        if (operand != null) {
          names(operand, scope, common);
        }
      }
    }
  }

  private static Optional<String> meant(SqlIdentifier name, @Nullable Scope scope) {
    if (scope == null || name.names.size() > 2) {
      return Optional.empty();
    }
    String column = folded(last(name));
    String alias = name.isSimple() ? "" : folded(name.names.get(0));
    List<Relation> those =
        scope.relations().stream().filter(r -> alias.isEmpty() || r.alias().equals(alias)).toList();
    if (!alias.isEmpty() && those.isEmpty()) {
      return meant(name, scope.outer());
    }
    if (those.stream().anyMatch(r -> r.columns().isEmpty())) {
      return Optional.empty();
    }
    List<String> found =
        those.stream()
            .flatMap(r -> r.columns().orElseThrow().stream())
            .filter(c -> c.name().equals(column))
            .map(Column::key)
            .toList();
    if (found.isEmpty() && alias.isEmpty()) {
      String own = scope.aliases().get(column);
      return own == null ? meant(name, scope.outer()) : Optional.of(own);
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
