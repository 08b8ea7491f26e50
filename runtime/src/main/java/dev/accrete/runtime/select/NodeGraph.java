package dev.accrete.runtime.select;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The nodes of a project and who reads whom. */
public final class NodeGraph {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, List<String>> children = new LinkedHashMap<>();

  /**
   * A graph of nodes.
   *
   * @param nodes in the order in which selections list them: parents first
   */
  public NodeGraph(Collection<Node> nodes) {
    nodes.forEach(node -> this.nodes.put(node.name(), node));
    for (Node node : nodes) {
      for (String parent : node.parents()) {
        children.computeIfAbsent(parent, key -> new ArrayList<>()).add(node.name());
      }
    }
  }

  /** All nodes, parents first. */
  public Collection<Node> nodes() {
    return Collections.unmodifiableCollection(nodes.values());
  }

  /** The node of a name. */
  public Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /**
   * What some nodes read, and what that reads, up to a number of steps; the nodes themselves are
   * left out.
   */
  public Set<String> ancestors(Set<String> names, int steps) {
    return walk(names, steps, this::parents);
  }

  /**
   * What reads some nodes, and what reads that, up to a number of steps; the nodes themselves are
   * left out.
   */
  public Set<String> descendants(Set<String> names, int steps) {
    return walk(names, steps, name -> children.getOrDefault(name, List.of()));
  }

  /** The same names in the order of the graph. */
  Set<String> inOrder(Set<String> names) {
    Set<String> ordered = new LinkedHashSet<>(nodes.keySet());
    ordered.retainAll(names);
    return ordered;
  }

  private List<String> parents(String name) {
    Node node = nodes.get(name);
    return node == null ? List.of() : node.parents();
  }

  private static Set<String> walk(
      Set<String> names, int steps, Function<String, List<String>> next) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>(names);
    Set<String> edge = names;
    for (int step = 0; step < steps && !edge.isEmpty(); step++) {
      Set<String> further = new LinkedHashSet<>();
      edge.forEach(name -> further.addAll(next.apply(name)));
      found.addAll(further);
      further.removeAll(seen);
      seen.addAll(further);
      edge = further;
    }
    return found;
  }
}
