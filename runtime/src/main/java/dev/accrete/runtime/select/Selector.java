package dev.accrete.runtime.select;

import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SelectorDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the nodes that {@code --select} and {@code --exclude} name: spaces unite, commas intersect.
 */
public final class Selector {
  private final NodeGraph graph;
  private final Earlier earlier;
  private final NamedSelections named;
  private final List<String> unmatched = new ArrayList<>();

  private Selector(NodeGraph graph, Earlier earlier, NamedSelections named) {
    this.graph = graph;
    this.earlier = earlier;
    this.named = named;
  }

  /** The same where nothing is known of an earlier compilation or run, and none has a name. */
  public static Selection select(NodeGraph graph, List<String> select, List<String> exclude) {
    return select(graph, select, exclude, Earlier.NONE, NamedSelections.NONE);
  }

  /**
   * The nodes of a graph that are selected and not excluded.
   *
   * @param select one or more selections, each with spaces or not; none selects everything
   * @param exclude likewise; none excludes nothing
   * @param earlier what {@code state:} and {@code result:} go by
   * @param named what {@code selector:} goes by
   * @throws SelectionException if a selection cannot be read, or nothing is left
   */
  public static Selection select(
      NodeGraph graph,
      List<String> select,
      List<String> exclude,
      Earlier earlier,
      NamedSelections named) {
    Selector selector = new Selector(graph, earlier, named);
    Set<String> names =
        words(select).isEmpty() ? selector.everything() : selector.union(words(select));
    if (names.isEmpty() && !words(select).isEmpty()) {
      throw selector.nothingMatched(String.join(" ", words(select)));
    }
    names.removeAll(selector.union(words(exclude)));
    if (names.isEmpty() && !words(exclude).isEmpty()) {
      throw new SelectionException(
          "nothing is selected: --exclude " + String.join(" ", words(exclude)) + " takes out all");
    }
    return new Selection(graph.inOrder(names), selector.unmatched);
  }

  /**
   * The nodes that selections match, none or more: what {@code --exclude} leaves out.
   *
   * @throws SelectionException if a selection cannot be read
   */
  public static Set<String> matching(
      NodeGraph graph, List<String> selections, Earlier earlier, NamedSelections named) {
    return new Selector(graph, earlier, named).union(words(selections));
  }

  private Set<String> everything() {
    Set<String> names = new LinkedHashSet<>();
    graph.nodes().forEach(node -> names.add(node.name()));
    return names;
  }

  private static List<String> words(List<String> texts) {
    return texts.stream()
        .flatMap(text -> Arrays.stream(text.trim().split("\\s+", -1)))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private Set<String> union(List<String> words) {
    Set<String> names = new LinkedHashSet<>();
    words.forEach(word -> names.addAll(intersection(word)));
    return names;
  }

  private Set<String> intersection(String word) {
    Set<String> names = everything();
    for (String part : word.split(",", -1)) {
      names.retainAll(matched(Criterion.parse(part)));
    }
    return names;
  }

  /** What a definition of {@code selectors.yml} selects. */
  private Set<String> defined(SelectorDefinition definition) {
    Set<String> names;
    List<SelectorDefinition> exclude = List.of();
    if (definition instanceof SelectorDefinition.Words words) {
      names = union(words(List.of(words.text())));
    } else if (definition instanceof SelectorDefinition.Combined combined) {
      names = combined.intersection() ? everything() : new LinkedHashSet<>();
      for (SelectorDefinition member : combined.members()) {
        Set<String> more = defined(member);
        if (combined.intersection()) {
          names.retainAll(more);
        } else {
          names.addAll(more);
        }
      }
      exclude = combined.exclude();
    } else {
      SelectorDefinition.Matching matching = (SelectorDefinition.Matching) definition;
      names = matched(Criterion.of(matching));
      exclude = matching.exclude();
    }
    exclude.forEach(part -> names.removeAll(defined(part)));
    return names;
  }

  private Set<String> matchingNodes(Criterion criterion) {
    if (criterion.method() == Method.SELECTOR) {
      return named.opened(criterion.value(), this::defined);
    }
    Set<String> names = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      if (Matching.matches(criterion, node, earlier)) {
        names.add(node.name());
      }
    }
    return names;
  }

  private Set<String> matched(Criterion criterion) {
    earlier.require(criterion);
    Set<String> names = matchingNodes(criterion);
    if (names.isEmpty()) {
      unmatched.add(criterion.text());
    }
    return criterion.related() ? related(names) : widened(names, criterion);
  }

  private Set<String> widened(Set<String> names, Criterion criterion) {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(graph.ancestors(names, criterion.up()));
    all.addAll(graph.descendants(names, criterion.down()));
    return all;
  }

  private Set<String> related(Set<String> names) {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(graph.descendants(names, Integer.MAX_VALUE));
    all.addAll(graph.ancestors(Set.copyOf(all), Integer.MAX_VALUE));
    return all;
  }

  private SelectionException nothingMatched(String selection) {
    Optional<String> near =
        unmatched.stream()
            .map(Criterion::parse)
            .flatMap(word -> Nearest.to(word.value(), values(word.method())).stream())
            .findFirst();
    return new SelectionException(
        "nothing matches " + selection,
        near.map(name -> "did you mean " + name + "?").orElse("accrete ls lists what there is"));
  }

  /** What could have stood behind a method, to find the nearest. */
  private Set<String> values(Method method) {
    Set<String> values = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      switch (method) {
        case FQN -> values.add(node.name());
        case TAG -> values.addAll(node.tags());
        case PATH -> values.add(node.path());
        case FILE -> values.add(node.fileName());
        case STRATEGY -> values.add(node.strategy());
        case REFUSAL -> values.addAll(node.refusals());
        case SOURCE -> {
          if (node.kind() == Node.Kind.SOURCE) {
            values.add(node.name());
          }
        }
        case CONFIG, STATE, RESULT, SELECTOR -> {}
      }
    }
    values.remove("");
    return values;
  }
}
