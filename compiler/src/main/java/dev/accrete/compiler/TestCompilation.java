package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.DataTest;
import dev.accrete.compiler.template.Components;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.TemplateRenderer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes data tests through the steps of a model as far as their SELECT, after the models. What is
 * wrong with a test of YAML is shown where it is declared.
 */
final class TestCompilation {
  private final TemplateRenderer renderer;
  private final ModelPipeline pipeline;
  private final CachedTests cached;
  private final Set<String> broken = new HashSet<>();

  TestCompilation(
      TemplateRenderer renderer,
      ModelPipeline pipeline,
      List<CompiledModel> models,
      CachedTests cached) {
    this.renderer = renderer;
    this.pipeline = pipeline;
    this.cached = cached;
    models.stream()
        .filter(model -> model.result().isEmpty())
        .forEach(model -> broken.add(model.name()));
  }

  Checked<List<CompiledTest>> compile(List<DataTest> tests) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<CompiledTest> compiled = new ArrayList<>();
    for (DataTest test : tests) {
      List<Diagnostic> own = new ArrayList<>();
      compiled.add(compile(test, own));
      own.forEach(diagnostic -> diagnostics.add(placed(test, diagnostic)));
    }
    cached.keep();
    return new Checked<>(compiled, diagnostics);
  }

  private CompiledTest compile(DataTest test, List<Diagnostic> diagnostics) {
    Set<String> reads = new LinkedHashSet<>(test.on().stream().toList());
    if (test.on().filter(broken::contains).isPresent()) {
      return broken(test, reads);
    }
    Checked<Optional<RenderedModel>> rendered = renderer.render(test.query());
    diagnostics.addAll(rendered.diagnostics());
    if (rendered.value().isEmpty()) {
      return broken(test, reads);
    }
    RenderedModel text = rendered.value().get();
    text.full().references().stream().map(Reference::name).forEach(reads::add);
    if (!text.components().isEmpty()) {
      diagnostics.add(componentsRead(test, text.components().get(0)));
    }
    if (!text.components().isEmpty() || reads.stream().anyMatch(broken::contains)) {
      return broken(test, reads);
    }
    List<String> parents = List.copyOf(reads);
    Checked<Optional<ModelPipeline.Selected>> selected =
        cached.get(text, parents, () -> pipeline.select(text));
    diagnostics.addAll(selected.diagnostics());
    selected.value().ifPresent(s -> reads.addAll(s.reads()));
    return new CompiledTest(
        test, parents, List.copyOf(reads), selected.value().map(ModelPipeline.Selected::select));
  }

  private static CompiledTest broken(DataTest test, Set<String> reads) {
    List<String> names = List.copyOf(reads);
    return new CompiledTest(test, names, names, Optional.empty());
  }

  private static Diagnostic componentsRead(DataTest test, Components call) {
    return Diagnostic.of(
            Code.NOT_YET_SUPPORTED,
            test.place(),
            "components('" + call.relation() + "', …) in a test")
        .withHint("test the model that reads the components");
  }

  /** The text of a test of YAML is ours: people know the line that it was made of. */
  private static Diagnostic placed(DataTest test, Diagnostic found) {
    if (test.kind().equals(DataTest.SQL)) {
      return found;
    }
    return new Diagnostic(
        found.code(),
        test.place(),
        "the test " + test.name() + ": " + found.message(),
        found.hint(),
        List.of());
  }
}
