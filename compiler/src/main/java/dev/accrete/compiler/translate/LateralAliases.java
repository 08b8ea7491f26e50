package dev.accrete.compiler.translate;

import static java.util.stream.Collectors.toSet;

import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Aliases that are read in the SELECT that gives them ({@code a - b AS net, net * 2 AS twice}).
 * Redshift and DuckDB take them where FROM has no column of that name, PostgreSQL does not: there
 * the expression stands in their place. In doubt a name is left as it is.
 */
final class LateralAliases {
  static final Set<SqlKind> SETS =
      Set.of(SqlKind.ROLLUP, SqlKind.CUBE, SqlKind.GROUPING_SETS, SqlKind.ROW);

  /** Stands for columns that are not known, in those of a common table. */
  private static final String UNTOLD = "*";

  private final NodeSpans spans;
  private final Map<String, Set<String>> relations = new HashMap<>();
  private final Map<String, Set<String>> commonTables = new HashMap<>();

  /** Whether there is a relation whose columns are not known. */
  private final boolean isOpen;

  /** By SELECT, what ORDER BY has. */
  private final Map<SqlNode, List<SqlNode>> orders = new IdentityHashMap<>();

  private final Set<SqlNode> replaced = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Those of a text.
   *
   * @param relations the columns of the relations that it reads, by their names
   * @param query its tree
   */
  LateralAliases(NodeSpans spans, Map<String, List<Field>> relations, SqlNode query) {
    this.spans = spans;
    this.isOpen = relations.values().stream().anyMatch(List::isEmpty);
    relations.forEach(
        (name, fields) ->
            this.relations.put(
                lower(name), fields.stream().map(f -> lower(f.name())).collect(toSet())));
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call instanceof SqlOrderBy order) {
              orders.put(order.query, order.orderList.getList());
            }
            return super.visit(call);
          }
        });
  }

  /** Notes a query of WITH, which those behind it may read. */
  void note(SqlWithItem item) {
    Set<String> names = new HashSet<>(outputs(item.query).orElse(Set.of(UNTOLD)));
    if (item.columnList != null) {
      item.columnList.forEach(column -> names.add(lower(String.valueOf(column))));
    }
    commonTables.computeIfAbsent(lower(item.name.getSimple()), n -> new HashSet<>()).addAll(names);
  }

  /**
   * The edits of a SELECT.
   *
   * @param own absent where the engine reads no aliases; else which names are columns of other
   *     queries or tables too: DuckDB reads aliases, but for those of subqueries, and takes a
   *     column of what a subquery is joined with for the one that QUALIFY means
   * @throws NoEqual at an alias that may have another value where it stands twice
   */
  List<Edit> of(SqlSelect select, Optional<Predicate<String>> own) {
    List<Edit> edits = new ArrayList<>();
    Optional<Set<String>> columns = names(select.getFrom());
    if (columns.isEmpty()) {
      return edits; // nobody knows what is a column
    }
    Set<String> taken = columns.get();
    boolean everywhere = own.isEmpty() || GroupedAliases.areRead(select, taken);
    Map<String, SqlNode> aliases = new HashMap<>();
    Map<String, SqlNode> shadowed = new HashMap<>();
    Set<String> twice = new HashSet<>();
    for (SqlNode item : select.getSelectList()) {
      SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
      replace(value, aliases, edits);
      if (item.getKind() == SqlKind.AS) {
        String alias = lower(((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple());
        if (!twice.add(alias)) {
          aliases.remove(alias);
          shadowed.remove(alias);
        } else if (!taken.contains(alias)) {
          if (everywhere || reads(value, aliases.keySet(), true)) {
            aliases.put(alias, value);
          } else if (isOpen || own.get().test(alias)) {
            shadowed.put(alias, value);
          }
        }
      }
    }
    replace(select.getWhere(), aliases, edits);
    replace(select.getHaving(), aliases, edits);
    replace(select.getQualify(), aliases, edits);
    for (SqlNode value : shadowed.values()) {
      if (select.getQualify() != null && reads(value, shadowed.keySet(), false)) {
        throw new NoEqual(
            "an alias of an alias that other queries have as well, beside QUALIFY,",
            value,
            "give it a name of its own");
      }
    }
    replace(select.getQualify(), shadowed, edits);
    for (SqlNode key :
        own.isEmpty() ? orders.getOrDefault(select, List.of()) : List.<SqlNode>of()) {
      // PostgreSQL knows an alias there, but not within an expression.
      if (!(Values.sorted(key) instanceof SqlIdentifier)) {
        replace(key, aliases, edits);
      }
    }
    if (select.getGroup() != null) {
      select.getGroup().forEach(key -> group(key, aliases, edits));
    }
    return edits;
  }

  /** GROUP BY reads aliases on PostgreSQL too, but not within expressions. */
  private void group(SqlNode key, Map<String, SqlNode> aliases, List<Edit> edits) {
    if (SETS.contains(key.getKind())) {
      ((SqlCall) key).getOperandList().forEach(operand -> group(operand, aliases, edits));
    } else if (!(key instanceof SqlIdentifier)) {
      replace(key, aliases, edits);
    }
  }

  private void replace(@Nullable SqlNode node, Map<String, SqlNode> aliases, List<Edit> edits) {
    if (node == null || aliases.isEmpty()) {
      return;
    }
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            SqlNode value = name.isSimple() ? aliases.get(lower(name.getSimple())) : null;
            if (value != null && !NodeSpans.isNowhere(name.getParserPosition())) {
              edits.add(edit(name, value));
            }
            return null;
          }

          @Override
          public @Nullable Void visit(SqlCall call) {
            // A subquery has names of its own.
            return call.isA(SqlKind.QUERY) ? null : super.visit(call);
          }
        });
  }

  /** Whether a value is made of one of these aliases, or, if that counts, of a subquery. */
  static boolean reads(SqlNode value, Set<String> aliases, boolean orQuery) {
    boolean[] found = {orQuery && value.isA(SqlKind.QUERY)};
    value.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            found[0] |= name.isSimple() && aliases.contains(lower(name.getSimple()));
            return null;
          }

          @Override
          public @Nullable Void visit(SqlCall call) {
            found[0] |= orQuery && call.isA(SqlKind.QUERY);
            return found[0] || call.isA(SqlKind.QUERY) ? null : super.visit(call);
          }
        });
    return found[0];
  }

  /** Whether an expression stands in the place of a name. */
  boolean isReplaced(SqlIdentifier name) {
    return replaced.contains(name);
  }

  private Edit edit(SqlIdentifier name, SqlNode value) {
    if (Volatile.isIn(value)) {
      throw new NoEqual(
          "an alias of a value that may differ each time",
          name,
          "give it a name in a subquery, and read it around that");
    }
    replaced.add(name);
    int[] span = spans.of(name);
    int[] own = spans.of(value);
    return new Edit(
        span[0], span[1], List.of(new Own("("), new Kept(own[0], own[1]), new Own(")")));
  }

  /** The columns that FROM gives, and maybe more; absent if there is a table that is not known. */
  private Optional<Set<String>> names(@Nullable SqlNode from) {
    if (from == null) {
      return Optional.of(Set.of());
    }
    if (from instanceof SqlIdentifier table) {
      Set<String> common = table.isSimple() ? commonTables.get(lower(table.getSimple())) : null;
      Set<String> own = relations.getOrDefault(lower(String.join(".", table.names)), Set.of());
      return common != null
          ? Optional.of(common).filter(names -> !names.contains(UNTOLD))
          : Optional.of(own).filter(names -> !names.isEmpty());
    }
    if (from.isA(SqlKind.QUERY)) {
      return outputs(from);
    }
    Set<String> names = new HashSet<>();
    List<SqlNode> parts = new ArrayList<>();
    if (from instanceof SqlJoin join) {
      parts.addAll(List.of(join.getLeft(), join.getRight()));
    } else if (from instanceof SqlCall call && call.getKind() == SqlKind.AS) {
      parts.add(call.operand(0));
      call.getOperandList().stream()
          .skip(2)
          .forEach(name -> names.add(lower(((SqlIdentifier) name).getSimple())));
    } else if (from instanceof SqlCall call) {
      relations.values().forEach(names::addAll);
      parts.addAll(call.getOperandList());
      parts.removeIf(part -> !(part instanceof SqlCall));
    }
    for (SqlNode part : parts) {
      Optional<Set<String>> of = names(part);
      if (of.isEmpty()) {
        return of;
      }
      names.addAll(of.get());
    }
    return Optional.of(names);
  }

  /** The columns of a query, and maybe more. */
  private Optional<Set<String>> outputs(SqlNode query) {
    if (query instanceof SqlOrderBy order) {
      return outputs(order.query);
    }
    if (query instanceof SqlWith with) {
      with.withList.forEach(item -> note((SqlWithItem) item));
      return outputs(with.body);
    }
    if (query.isA(SqlKind.SET_QUERY)) {
      return outputs(((SqlCall) query).operand(0));
    }
    Set<String> names = new HashSet<>();
    if (query instanceof SqlSelect select) {
      for (SqlNode item : select.getSelectList()) {
        boolean star = item instanceof SqlIdentifier name && name.isStar();
        SqlNode named = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
        if (star || named instanceof SqlStarExclude) {
          Optional<Set<String>> of = names(select.getFrom());
          if (of.isEmpty()) {
            return of;
          }
          names.addAll(of.get());
        }
        names.add(lower(ImplicitNames.of(named)));
      }
    }
    return Optional.of(names);
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
