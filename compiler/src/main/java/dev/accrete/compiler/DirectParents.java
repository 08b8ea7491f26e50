package dev.accrete.compiler;

import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.template.ModelGraph;
import dev.accrete.compiler.template.RenderedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands directly before each model in the graph: the sources and models that its text names,
 * views and ephemeral ones among them, though it is derived from their texts; and the hidden models
 * that are parts of it.
 */
final class DirectParents {
  private DirectParents() {}

  static Map<String, List<String>> of(
      Project project, ModelGraph graph, List<CompiledModel> models) {
    Map<String, RenderedModel> rendered = graph.byName();
    Set<String> known = new HashSet<>();
    Set<String> hidden = new HashSet<>();
    project.sources().forEach(source -> known.add(source.name()));
    for (CompiledModel model : models) {
      (model.file().partOf() == null ? known : hidden).add(model.name());
    }
    Map<String, List<String>> parents = new HashMap<>();
    for (CompiledModel model : models) {
      List<String> read = new ArrayList<>(model.readsSources());
      read.addAll(model.readsModels());
      RenderedModel text = rendered.get(model.name());
      if (text != null) {
        Set<String> named = new LinkedHashSet<>(text.named());
        named.retainAll(known);
        read.removeIf(name -> !hidden.contains(name));
        read.addAll(0, named);
      }
      parents.put(model.name(), read.stream().distinct().toList());
    }
    return parents;
  }
}
