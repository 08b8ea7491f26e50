package dev.accrete.compiler.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * The sets that ROLLUP, CUBE and GROUPING SETS stand for, one by one: elements side by side are
 * multiplied out, as SQL:2016 7.13 says.
 *
 * @param <T> what stands for an expression: equal for equal expressions
 */
public final class ExpandedSets<T> {
  /** Each set is a reading of its own: CUBE over five expressions is a mistake more often. */
  private static final int MOST = 16;

  private final Function<SqlNode, T> key;

  private ExpandedSets(Function<SqlNode, T> key) {
    this.key = key;
  }

  /**
   * The sets of a GROUP BY, each with its expressions; absent where there are too many, or where
   * two are the same, whose rows nothing tells apart.
   *
   * @param key what stands for an expression that is grouped by
   */
  public static <T> Optional<List<List<T>>> of(SqlNodeList group, Function<SqlNode, T> key) {
    List<List<T>> sets = new ExpandedSets<>(key).product(group.getList());
    Set<Set<T>> distinct = new HashSet<>();
    sets.forEach(set -> distinct.add(Set.copyOf(set)));
    boolean few = sets.size() <= MOST && distinct.size() == sets.size();
    return few ? Optional.of(sets) : Optional.empty();
  }

  /** ROLLUP, CUBE or GROUPING SETS. */
  public static boolean isSets(SqlNode node) {
    return node.getKind() == SqlKind.ROLLUP
        || node.getKind() == SqlKind.CUBE
        || node.getKind() == SqlKind.GROUPING_SETS;
  }

  /** Whether an element of a GROUP BY is made of others. */
  public static boolean isList(SqlNode node) {
    return isSets(node) || node instanceof SqlNodeList || node.getKind() == SqlKind.ROW;
  }

  /** What an element is made of. */
  public static List<SqlNode> parts(SqlNode list) {
    return list instanceof SqlNodeList nodes ? nodes.getList() : ((SqlCall) list).getOperandList();
  }

  private List<List<T>> product(List<SqlNode> elements) {
    List<List<T>> all = List.of(List.of());
    for (SqlNode element : elements) {
      List<List<T>> longer = new ArrayList<>();
      for (List<T> start : all) {
        for (List<T> more : sets(element)) {
          longer.add(joined(start, more));
        }
      }
      all = cut(longer);
    }
    return all;
  }

  private List<List<T>> sets(SqlNode element) {
    if (!isList(element)) {
      return List.of(List.of(key.apply(element)));
    }
    List<SqlNode> parts = parts(element);
    if (element.getKind() == SqlKind.GROUPING_SETS) {
      return parts.stream().flatMap(p -> sets(p).stream()).toList();
    }
    if (element.getKind() == SqlKind.ROLLUP) {
      return rollup(parts);
    }
    if (element.getKind() == SqlKind.CUBE) {
      return cube(parts);
    }
    return product(parts);
  }

  /** All, then one less from the end, as far as none. */
  private List<List<T>> rollup(List<SqlNode> parts) {
    List<List<T>> all = new ArrayList<>();
    for (int length = parts.size(); length >= 0; length--) {
      all.add(product(parts.subList(0, length)).get(0));
    }
    return cut(all);
  }

  private List<List<T>> cube(List<SqlNode> parts) {
    List<List<T>> all = List.of(List.of());
    for (SqlNode part : parts) {
      List<T> own = sets(part).get(0);
      List<List<T>> longer = new ArrayList<>(all.stream().map(set -> joined(set, own)).toList());
      longer.addAll(all);
      all = cut(longer);
    }
    return all;
  }

  /** One more than there may be is enough to know. */
  private static <T> List<List<T>> cut(List<List<T>> sets) {
    return sets.size() > MOST ? sets.subList(0, MOST + 1) : sets;
  }

  private static <T> List<T> joined(List<T> set, List<T> more) {
    Set<T> all = new LinkedHashSet<>(set);
    all.addAll(more);
    return List.copyOf(all);
  }
}
