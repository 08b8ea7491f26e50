package dev.accrete.runtime.select;

import java.util.List;
import java.util.Set;

/**
 * What a selection comes to.
 *
 * @param names the selected nodes, in the order of the graph
 * @param unmatched the words that match no node, for a warning
 */
public record Selection(Set<String> names, List<String> unmatched) {
  public Selection {
    names = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(names));
    unmatched = List.copyOf(unmatched);
  }
}
