package dev.accrete.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The hidden models of components that were compiled so far, which several models may read. */
final class HiddenParts {
  private final Map<String, CompiledModel> compiled = new LinkedHashMap<>();

  void addAll(List<CompiledModel> parts) {
    parts.forEach(part -> compiled.put(part.name(), part));
  }

  /**
   * The hidden models behind what a model reads, each after those that it reads itself.
   *
   * @param own those that the model alone reads
   */
  List<CompiledModel> behind(List<String> read, List<CompiledModel> own) {
    Set<String> wanted = new HashSet<>(read);
    List<CompiledModel> all = new ArrayList<>(compiled.values());
    all.addAll(own);
    List<CompiledModel> parts = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      CompiledModel model = all.get(i);
      if (wanted.contains(model.name())) {
        parts.add(0, model);
        wanted.addAll(model.readsModels());
      }
    }
    return parts;
  }
}
