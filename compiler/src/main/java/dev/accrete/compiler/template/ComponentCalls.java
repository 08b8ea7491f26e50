package dev.accrete.compiler.template;

import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.source.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of {@code components()} in one model, in both of its variants: the same arguments are
 * the same hidden model.
 */
final class ComponentCalls {
  private final String model;
  private final RelationNames relations;
  private final Map<List<String>, Components> calls = new LinkedHashMap<>();

  ComponentCalls(String model, RelationNames relations) {
    this.model = model;
    this.relations = relations;
  }

  /** The hidden model of a call. */
  Components call(String relation, String first, String second, Origin origin) {
    return calls.computeIfAbsent(
        List.of(relation, first, second),
        arguments -> new Components(freeName(), relation, first, second, origin));
  }

  /** Every hidden model once, in the order of the first calls. */
  List<Components> all() {
    return List.copyOf(calls.values());
  }

  private String freeName() {
    String wanted = model + ModelFile.HIDDEN + FunctionName.COMPONENTS.written();
    String name = wanted;
    for (int i = 2; isTaken(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  private boolean isTaken(String name) {
    return relations.contains(name)
        || calls.values().stream().anyMatch(call -> call.model().equals(name));
  }
}
