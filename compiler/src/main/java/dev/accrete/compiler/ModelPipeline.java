package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.Status;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.Dialects;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.EngineText;
import dev.accrete.compiler.parse.ReadAhead;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.parse.WrittenSql;
import dev.accrete.compiler.plan.Planner;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.template.Components;
import dev.accrete.compiler.template.ModelGraph;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.template.TemplateRenderer;
import dev.accrete.compiler.translate.Translator;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Steps 3 to 8 for one model after another, in graph order. Models that do not read each other may
 * be compiled by several threads at once, where none reads components.
 */
final class ModelPipeline {
  private final Project project;
  private final ModelGraph graph;
  private final SeenThrough seenThrough;
  private final ModelInputs inputs;
  private final Translator translator;
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Stitching stitching;
  private final StepTools tools;
  private final HiddenParts stitched = new HiddenParts();

  ModelPipeline(
      Project project,
      TargetSettings target,
      TargetRelations relations,
      ModelGraph graph,
      TemplateRenderer renderer) {
    this.project = project;
    this.graph = graph;
    this.inputs = new ModelInputs(project, relations, target.engine());
    this.seenThrough =
        new SeenThrough(
            project, graph, EngineText.of(project.settings().dialect(), target.engine()));
    Dialect dialect = Dialects.of(target.engine());
    ReadAhead ahead = new ReadAhead();
    this.translator = new Translator(project.settings().dialect(), target.engine(), ahead);
    StateSql state =
        new StateSql(dialect, target.stateSchema(), project.settings().name(), relations.schema());
    Planner planner = new Planner(dialect, state);
    ScriptWriter scripts = Compiler.scripts(project, target, relations);
    Surroundings surroundings = new Surroundings(renderer, inputs, relations, dialect, translator);
    this.stitching = new Stitching(inputs, relations, dialect, planner, scripts);
    this.tools =
        new StepTools(
            inputs,
            seenThrough,
            new Derivations(project, inputs, dialect.engine(), ahead),
            dialect,
            project.settings().dialect(),
            planner,
            scripts,
            relations,
            surroundings,
            stitched,
            new WrittenSql());
  }

  /** The same, where it is kept from an earlier compilation. */
  Checked<List<CompiledModel>> compile(RenderedModel rendered, CachedModels cached) {
    return readsBroken(rendered)
        ? compile(rendered)
        : cached.get(rendered, seenThrough, inputs, () -> compile(rendered));
  }

  /** The model after all steps, or as far as it came, behind the hidden models that it reads. */
  Checked<List<CompiledModel>> compile(RenderedModel rendered) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    ModelFile file = rendered.model();
    if (readsBroken(rendered)) {
      broken.add(file.name());
      return new Checked<>(
          List.of(Reads.of(rendered, inputs).model(file, Status.UPSTREAM_ERROR, Optional.empty())),
          diagnostics);
    }
    Optional<List<CompiledModel>> compiled =
        components(rendered, diagnostics)
            .flatMap(
                parts ->
                    translated(rendered, diagnostics)
                        .flatMap(text -> model(text, diagnostics))
                        .map(own -> Stream.of(parts, own).flatMap(List::stream).toList()));
    if (compiled.isEmpty()) {
      broken.add(file.name());
    }
    return new Checked<>(
        compiled.orElseGet(
            () -> List.of(Reads.of(rendered, inputs).model(file, Status.ERROR, Optional.empty()))),
        diagnostics);
  }

  private boolean readsBroken(RenderedModel rendered) {
    return Reads.of(rendered, inputs).models().stream().anyMatch(broken::contains);
  }

  /**
   * The model in the engine's dialect, so that both variants are made of one text; absent where
   * something in it has no equal there.
   */
  private Optional<RenderedModel> translated(RenderedModel rendered, List<Diagnostic> diagnostics) {
    Map<String, List<Field>> relations = new TreeMap<>();
    inputs
        .of(rendered)
        .forEach(p -> relations.put(p.name(), inputs.fields(p.name()).orElse(List.of())));
    Findings findings = new Findings();
    RenderedText full = translated(rendered.full(), relations, findings);
    Optional<RenderedText> incremental =
        rendered.incremental().map(text -> translated(text, relations, findings));
    Checked<RenderedModel> model = findings.with(rendered.with(full, incremental));
    if (model.hasErrors() && tools.derivations().validation(rendered.model()) != Validation.OFF) {
      // Of tables without ref() nothing is known, which may be why something has no equal.
      SqlTextParser.parse(rendered.full()).diagnostics().stream()
          .filter(d -> d.code() == Code.BARE_TABLE)
          .forEach(diagnostics::add);
    }
    model.diagnostics().stream().distinct().forEach(diagnostics::add);
    return model.hasErrors() ? Optional.empty() : Optional.of(model.value());
  }

  private RenderedText translated(
      RenderedText text, Map<String, List<Field>> relations, Findings findings) {
    RenderedText plain =
        project.settings().dialect().equals("redshift")
            ? text.with(SqlComments.withoutEscapedQuotes(text.text()))
            : text;
    Checked<RenderedText> translated = translator.translate(plain, relations);
    findings.addAll(translated.diagnostics());
    return translated.value();
  }

  private Optional<List<CompiledModel>> model(
      RenderedModel rendered, List<Diagnostic> diagnostics) {
    return whole(rendered, diagnostics)
        .flatMap(model -> new ModelSteps(model, diagnostics, tools).resultOrTooDeep());
  }

  /** With the texts that it sees through. */
  private Optional<RenderedModel> whole(RenderedModel rendered, List<Diagnostic> diagnostics) {
    Checked<Optional<RenderedModel>> whole = seenThrough.of(rendered);
    diagnostics.addAll(whole.diagnostics());
    return whole.value();
  }

  /** The hidden models of the components that a model reads; absent where one has errors. */
  private Optional<List<CompiledModel>> components(
      RenderedModel rendered, List<Diagnostic> diagnostics) {
    List<CompiledModel> all = new ArrayList<>();
    for (Components call : rendered.components()) {
      Optional<List<CompiledModel>> parts = components(rendered.model(), call, diagnostics);
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      stitched.addAll(parts.get());
      all.addAll(parts.get());
    }
    return Optional.of(all);
  }

  /** One call: where the edges are a view or ephemeral, they become a hidden model themselves. */
  private Optional<List<CompiledModel>> components(
      ModelFile owner, Components call, List<Diagnostic> diagnostics) {
    seenThrough.hidden(call.model());
    Optional<List<Field>> ends = stitching.ends(call, call.relation(), diagnostics);
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    if (!seenThrough.hasText(call.relation())) {
      return Optional.of(List.of(stitching.compile(owner, call, ends.get(), Optional.empty())));
    }
    List<String> columns = ends.get().stream().map(Field::name).toList();
    ModelFile file = owner.hidden(call.model() + "_edges");
    seenThrough.hidden(file.name());
    inputs.hidden(file, ends.get());
    return model(new RenderedModel(file, call.edges(columns), Optional.empty()), diagnostics)
        .map(
            edges -> {
              CompiledModel table = edges.get(edges.size() - 1);
              List<CompiledModel> parts = new ArrayList<>(edges);
              parts.add(stitching.compile(owner, call, ends.get(), Optional.of(table)));
              return parts;
            });
  }

  /** The SELECT of a text that is no model, over the target's relations, and what it reads. */
  record Selected(String select, List<String> reads) {}

  /** Steps 3 to 7 for a text that nobody reads, such as a data test, after the models. */
  Checked<Optional<Selected>> select(RenderedModel rendered) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Optional<Selected> selected =
        translated(rendered, diagnostics)
            .flatMap(own -> whole(own, diagnostics))
            .flatMap(text -> new ModelSteps(text, diagnostics, tools).selectedOrTooDeep());
    return new Checked<>(selected, diagnostics);
  }

  /** A model whose template failed, or that reads such a one. */
  CompiledModel broken(ModelFile file) {
    Set<String> parents =
        graph.parents().getOrDefault(file.name(), java.util.Collections.emptySortedSet());
    Status status =
        parents.isEmpty() || !graph.blocked().contains(file.name())
            ? Status.ERROR
            : Status.UPSTREAM_ERROR;
    return new CompiledModel(file, status, List.copyOf(parents), List.of(), Optional.empty());
  }
}
