package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.template.InlinedText;
import dev.accrete.compiler.template.ModelGraph;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.RenderedText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Views and ephemeral models, which their readers see through: no table of theirs is kept, so what
 * reads them is derived from their text.
 */
final class SeenThrough {
  private final Map<String, Materialization> materialized = new HashMap<>();
  private final Map<String, RenderedText> texts = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final ModelGraph graph;

  SeenThrough(Project project, ModelGraph graph) {
    project.models().forEach(m -> materialized.put(m.name(), m.configuration().materialized()));
    this.graph = graph;
  }

  /** Whether a model is kept as a table. */
  static boolean isTable(ModelFile file) {
    return file.configuration().materialized() == Materialization.TABLE;
  }

  /** From now on the text of this model is known. */
  void parsed(ModelFile file, ParsedText parsed) {
    if (!isTable(file)) {
      texts.put(file.name(), parsed.rendered());
    }
  }

  /** From now on this is a hidden model, which has a reader. */
  void hidden(String model) {
    hidden.add(model);
  }

  /** The model with the texts of what it sees through in place of references; or why not. */
  Checked<Optional<RenderedModel>> of(RenderedModel model) {
    boolean sees = model.full().references().stream().anyMatch(r -> texts.containsKey(r.name()));
    if (!sees) {
      return new Checked<>(Optional.of(model), List.of());
    }
    Checked<Optional<ParsedText>> parsed = SqlTextParser.parse(model.full());
    return new Checked<>(
        parsed
            .value()
            .map(p -> InlinedText.of(p.rendered(), texts, p.aliased()))
            .map(text -> new RenderedModel(model.model(), text, model.incremental())),
        parsed.diagnostics());
  }

  /** Whether a model has a reader that is kept as a table, directly or through views. */
  boolean hasReader(String model) {
    SortedSet<String> children = graph.children().getOrDefault(model, new TreeSet<>());
    return hidden.contains(model)
        || children.stream()
            .anyMatch(c -> materialized.get(c) == Materialization.TABLE || hasReader(c));
  }
}
