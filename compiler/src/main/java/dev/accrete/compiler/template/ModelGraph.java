package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.Project;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which model reads which, and the order in which they can be compiled and run.
 *
 * @param models every model that can be compiled, parents before children, by name where the order
 *     is free
 * @param parents for each rendered model the models that it reads, by name
 * @param children for each rendered model the models that read it, by name
 * @param blocked the models that cannot be compiled because a model that they read is broken or in
 *     a circle; a model in a circle is one of them. Nothing more is to be said of them.
 */
public record ModelGraph(
    List<RenderedModel> models,
    SortedMap<String, SortedSet<String>> parents,
    SortedMap<String, SortedSet<String>> children,
    SortedSet<String> blocked) {
  public ModelGraph {
    models = List.copyOf(models);
    parents = copy(parents);
    children = copy(children);
    blocked = Collections.unmodifiableSortedSet(new TreeSet<>(blocked));
  }

  /**
   * Orders the models of a project that were rendered.
   *
   * @param project names the models; one that is not among the rendered ones is broken, and blocks
   *     its readers
   * @param rendered the models that were rendered
   * @return the graph, and one diagnostic for each circle
   */
  public static Checked<ModelGraph> order(Project project, List<RenderedModel> rendered) {
    return new ModelOrder(project, rendered).order();
  }

  /** The model of a name among those that can be compiled, by name. */
  public Map<String, RenderedModel> byName() {
    Map<String, RenderedModel> byName = new LinkedHashMap<>();
    models.forEach(model -> byName.put(model.model().name(), model));
    return Collections.unmodifiableMap(byName);
  }

  private static SortedMap<String, SortedSet<String>> copy(
      SortedMap<String, SortedSet<String>> sets) {
    SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
    sets.forEach(
        (name, set) -> copy.put(name, Collections.unmodifiableSortedSet(new TreeSet<>(set))));
    return Collections.unmodifiableSortedMap(copy);
  }
}
