package dev.accrete.runtime.verify;

import dev.accrete.compiler.dialect.TypeClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connected components the way a textbook has them: two sets become one at each edge, and the least
 * node names the set. It shares nothing with the rounds that a run makes.
 */
public final class UnionFind {
  private static final String NULL = "NULL";

  private final Comparator<String> order;
  private final Map<String, String> parents = new LinkedHashMap<>();

  private UnionFind(Comparator<String> order) {
    this.order = order;
  }

  /**
   * The node and the component of each node.
   *
   * @param edges the two ends of each edge as SQL literals, NULL where there is none
   * @param type the type of the ends, by which they are ordered
   */
  public static List<List<String>> components(List<List<String>> edges, String type) {
    boolean numbers = TypeClass.of(type).filter(c -> c == TypeClass.NUMBER).isPresent();
    UnionFind sets = new UnionFind(numbers ? Comparator.comparing(UnionFind::number) : TEXTS);
    edges.stream()
        .filter(edge -> !edge.get(0).equals(NULL) && !edge.get(1).equals(NULL))
        .forEach(edge -> sets.unite(edge.get(0), edge.get(1)));
    List<List<String>> rows = new ArrayList<>();
    for (String node : List.copyOf(sets.parents.keySet())) {
      rows.add(List.of(node, sets.find(node)));
    }
    return rows;
  }

  /** As engines without a collation order texts: by code points. */
  private static final Comparator<String> TEXTS =
      (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

  private static BigDecimal number(String literal) {
    return new BigDecimal(literal.replace("'", ""));
  }

  private String find(String node) {
    String parent = parents.computeIfAbsent(node, n -> n);
    if (parent.equals(node)) {
      return node;
    }
    String root = find(parent);
    parents.put(node, root);
    return root;
  }

  private void unite(String one, String other) {
    String first = find(one);
    String second = find(other);
    if (order.compare(first, second) < 0) {
      parents.put(second, first);
    } else {
      parents.put(first, second);
    }
  }
}
