package dev.accrete.compiler.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code FROM a, b WHERE a.x = b.x(+)} as the outer joins that it means, by the rules of
 * Redshift's documentation ("Oracle-style outer joins in the WHERE clause").
 *
 * <p>Redshift ignores some uses of the mark and reads others as inner joins without a warning. What
 * its rules do not clearly make outer joins is therefore none here: a mark on a subquery's or CTE's
 * columns, beside JOIN or a subquery, in a condition that is no comparison, on a table that is
 * bound to two others, or on one that another condition binds without the mark.
 *
 * @param tables the tables of FROM in the order of the text
 * @param joins the outer joins, each behind that of its partner
 * @param rest the conditions that stay in WHERE
 */
public record OuterSides(List<SqlNode> tables, List<Joined> joins, List<SqlNode> rest) {
  /** The number of a name that may stand for columns of several tables. */
  public static final int UNCLEAR = -1;

  /** The number of a name that is a column of one table, nobody knows of which. */
  public static final int SOME_TABLE = -2;

  public OuterSides {
    tables = List.copyOf(tables);
    joins = List.copyOf(joins);
    rest = List.copyOf(rest);
  }

  /**
   * A LEFT JOIN.
   *
   * @param table the number of the table that rows may lack
   * @param conditions what it is joined on
   */
  public record Joined(int table, List<SqlNode> conditions) {
    public Joined {
      conditions = List.copyOf(conditions);
    }
  }

  /** The first mark in a node, outside of its subqueries. */
  public static Optional<SqlCall> mark(@Nullable SqlNode node) {
    return node == null ? Optional.empty() : OuterMarks.of(node, name -> UNCLEAR).first();
  }

  /**
   * The outer joins of a SELECT that has marks; absent where the rules do not make it that.
   *
   * @param isTable whether a name in FROM is that of a table or view
   * @param tableOf the number of the table that a name is a column of, {@link #UNCLEAR} or {@link
   *     #SOME_TABLE}
   */
  public static Optional<OuterSides> of(
      SqlSelect select, Predicate<SqlIdentifier> isTable, ToIntFunction<SqlIdentifier> tableOf) {
    List<SqlNode> tables = tables(select.getFrom());
    if (!tables.stream().allMatch(t -> isPlain(t, isTable))) {
      return Optional.empty();
    }
    Map<Integer, Set<Integer>> partners = new LinkedHashMap<>();
    Map<Integer, List<SqlNode>> conditions = new LinkedHashMap<>();
    List<SqlNode> rest = new ArrayList<>();
    List<OuterMarks> unmarked = new ArrayList<>();
    for (SqlNode conjunct : conjuncts(select.getWhere())) {
      OuterMarks marks = OuterMarks.of(conjunct, tableOf);
      if (marks.hasOtherForms()) {
        return Optional.empty();
      }
      if (marks.first().isEmpty()) {
        rest.add(conjunct);
        unmarked.add(marks);
      } else if (marks.isOuterCondition(conjunct)) {
        int table = marks.marked().iterator().next();
        partners.computeIfAbsent(table, t -> new HashSet<>()).addAll(marks.others());
        conditions.computeIfAbsent(table, t -> new ArrayList<>()).add(conjunct);
      } else {
        return Optional.empty();
      }
    }
    boolean bound = partners.values().stream().allMatch(p -> p.size() == 1);
    boolean apart =
        unmarked.stream().allMatch(m -> !m.bindsSeveral() || !m.mayRead(partners.keySet()));
    return bound && apart
        ? ordered(tables.size(), partners)
            .map(
                order ->
                    new OuterSides(
                        tables,
                        order.stream()
                            .map(t -> new Joined(t, Objects.requireNonNull(conditions.get(t))))
                            .toList(),
                        rest))
        : Optional.empty();
  }

  /** The tables that no mark stands on, in the order of the text. */
  public List<Integer> inner() {
    List<Integer> inner = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      int table = i;
      if (joins.stream().noneMatch(j -> j.table() == table)) {
        inner.add(i);
      }
    }
    return inner;
  }

  /** The marked tables, each behind its partner; absent where they stand in a circle. */
  private static Optional<List<Integer>> ordered(int tables, Map<Integer, Set<Integer>> partners) {
    Set<Integer> placed = new HashSet<>();
    for (int i = 0; i < tables; i++) {
      if (!partners.containsKey(i)) {
        placed.add(i);
      }
    }
    List<Integer> order = new ArrayList<>();
    boolean found = true;
    while (found) {
      found = false;
      for (Map.Entry<Integer, Set<Integer>> entry : partners.entrySet()) {
        if (!placed.contains(entry.getKey()) && placed.containsAll(entry.getValue())) {
          placed.add(entry.getKey());
          order.add(entry.getKey());
          found = true;
        }
      }
    }
    return order.size() == partners.size() ? Optional.of(order) : Optional.empty();
  }

  /** The tables between the commas; with a node that is no table where there are joins. */
  public static List<SqlNode> tables(@Nullable SqlNode from) {
    if (from instanceof SqlJoin join
        && join.getJoinType() == JoinType.COMMA
        && join.getConditionType() == JoinConditionType.NONE) {
      List<SqlNode> all = new ArrayList<>(tables(join.getLeft()));
      all.addAll(tables(join.getRight()));
      return all;
    }
    return from == null ? List.of() : List.of(from);
  }

  private static boolean isPlain(SqlNode table, Predicate<SqlIdentifier> isTable) {
    SqlNode named =
        table instanceof SqlCall as && as.getKind() == SqlKind.AS && as.operandCount() == 2
            ? as.operand(0)
            : table;
    return named instanceof SqlIdentifier name && isTable.test(name);
  }

  private static List<SqlNode> conjuncts(@Nullable SqlNode condition) {
    if (condition instanceof SqlCall call && call.getKind() == SqlKind.AND) {
      return call.getOperandList().stream().flatMap(c -> conjuncts(c).stream()).toList();
    }
    return condition == null ? List.of() : List.of(condition);
  }
}
