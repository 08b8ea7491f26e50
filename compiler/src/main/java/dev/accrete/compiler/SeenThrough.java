package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.parse.EngineText;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.template.InlinedText;
import dev.accrete.compiler.template.ModelGraph;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.RenderedText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Views and ephemeral models, which their readers see through: no table of theirs is kept, so what
 * reads them is derived from their text.
 */
final class SeenThrough {
  private final Map<String, Materialization> materialized = new HashMap<>();
  private final Map<String, RenderedText> texts = new ConcurrentHashMap<>();
  private final Set<String> hidden = ConcurrentHashMap.newKeySet();
  private final ModelGraph graph;
  private final EngineText parser;

  SeenThrough(Project project, ModelGraph graph, EngineText parser) {
    this.parser = parser;
    project.models().forEach(m -> materialized.put(m.name(), m.configuration().materialized()));
    this.graph = graph;
    // Whoever keeps components reads the edges as a table does, whatever its own owner is.
    graph
        .models()
        .forEach(model -> model.components().forEach(call -> hidden.add(call.relation())));
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

  /** Whether no table of a model is kept, and its text is known. */
  boolean hasText(String model) {
    return texts.containsKey(model);
  }

  /** From now on this is a hidden model, which has a reader. */
  void hidden(String model) {
    hidden.add(model);
  }

  /** The model with the texts of what it sees through in place of references; or why not. */
  Checked<Optional<RenderedModel>> of(RenderedModel model) {
    Findings findings = new Findings();
    Optional<RenderedText> full = inlined(model.full(), findings);
    Optional<RenderedText> incremental =
        model.incremental().flatMap(text -> inlined(text, findings));
    boolean complete =
        full.isPresent() && incremental.isPresent() == model.incremental().isPresent();
    return findings.with(
        complete ? Optional.of(model.with(full.get(), incremental)) : Optional.empty());
  }

  private Optional<RenderedText> inlined(RenderedText text, Findings findings) {
    if (text.references().stream().noneMatch(r -> !r.isThis() && texts.containsKey(r.name()))) {
      return Optional.of(text);
    }
    Checked<Optional<ParsedText>> parsed = parser.parse(text);
    findings.addAll(parsed.diagnostics());
    return parsed.value().map(p -> InlinedText.of(p.rendered(), texts, p.aliased()));
  }

  /** Whether a model has a reader that is kept as a table, directly or through views. */
  boolean hasReader(String model) {
    SortedSet<String> children = graph.children().getOrDefault(model, new TreeSet<>());
    return hidden.contains(model)
        || children.stream()
            .anyMatch(c -> materialized.get(c) == Materialization.TABLE || hasReader(c));
  }
}
