package dev.accrete.compiler;

import dev.accrete.compiler.cache.ModelCache;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.dialect.Dialects;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectLoader;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.parse.CreatedTable;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.template.ModelGraph;
import dev.accrete.compiler.template.RenderSettings;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.TargetTemplates;
import dev.accrete.compiler.template.TemplateRenderer;
import dev.accrete.compiler.template.YamlTemplates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The compiler: from a project's files to both SQL variants of each model, as values.
 *
 * <p>Its eight steps: load and template look at the whole project; parse, validate, analyze,
 * derive, render and plan run for each model in graph order ({@link ModelPipeline}), over a
 * catalogue that grows.
 */
public final class Compiler {
  private final CompileOptions options;
  private final ModelCache cache;
  private final int threads;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Compiler(CompileOptions options, ModelCache cache, int threads) {
    this.options = options;
    this.cache = cache;
    this.threads = threads;
  }

  /**
   * Compiles a project. Mistakes in it never throw: they are among the diagnostics, in the order of
   * files and places.
   *
   * @param files the project's texts
   * @param options target, variables and environment
   * @return the compiled project, with broken models marked; absent where there is no project or no
   *     such target
   */
  public static Checked<Optional<CompiledProject>> compile(
      ProjectFiles files, CompileOptions options) {
    return compile(files, options, ModelCache.NONE);
  }

  /**
   * The same, with models of earlier compilations that are as they would be made now.
   *
   * @param cache where they are kept, as are those that are made now
   */
  public static Checked<Optional<CompiledProject>> compile(
      ProjectFiles files, CompileOptions options, ModelCache cache) {
    return compile(files, options, cache, Runtime.getRuntime().availableProcessors());
  }

  /** The same on so many threads at once; it gives the same whatever their number. */
  static Checked<Optional<CompiledProject>> compile(
      ProjectFiles files, CompileOptions options, ModelCache cache, int threads) {
    try {
      return new Compiler(options, cache, threads).compile(files);
    } catch (KnownNames.LostTextException e) {
      return new Compiler(options, ModelCache.NONE, threads).compile(files);
    }
  }

  /** Step 1 alone: what a project's files declare, with nothing compiled. */
  public static Checked<Project> declarations(ProjectFiles files, CompileOptions options) {
    return new ProjectLoader(new YamlTemplates(options.variables(), options.environment()))
        .load(files);
  }

  /**
   * Loads what every compilation needs. Nothing depends on it: a program that has something else to
   * do first, such as reading files, may have it done on a thread of its own, and compiles sooner.
   */
  public static void prepare() {
    Preparation.run();
  }

  /** The same for what reading a project needs, whatever of it has to be compiled. */
  public static void prepareReading() {
    Preparation.reading();
  }

  private Checked<Optional<CompiledProject>> compile(ProjectFiles files) {
    Project project = load(files);
    Optional<TargetSettings> target = target(project);
    if (target.isEmpty()) {
      return new Checked<>(Optional.empty(), Diagnostics.sorted(diagnostics));
    }
    Checked<TargetSettings> named =
        new TargetTemplates(variables(project), options.environment()).names(target.get());
    diagnostics.addAll(named.diagnostics());
    TargetSettings there = named.value();
    return compile(files, project, options.sandbox().map(s -> s.of(project, there)).orElse(there));
  }

  private Checked<Optional<CompiledProject>> compile(
      ProjectFiles files, Project project, TargetSettings target) {
    TargetRelations relations = new TargetRelations(project, target);
    diagnostics.addAll(TableNames.clashes(project, relations));
    diagnostics.addAll(TableNames.helpers(project));
    EarlyErrors early = new EarlyErrors(diagnostics);
    String key = ProjectKey.of(cache, files, options, project, target, relations);
    Templated templated = template(project, target, relations, new KnownNames(cache, key));
    ModelPipeline pipeline =
        new ModelPipeline(project, target, relations, templated.graph(), templated.renderer());
    CachedModels cached =
        new CachedModels(cache, files, key, project, target, relations, templated.graph());
    List<CompiledModel> compiled =
        early.spoil(models(project, templated.graph(), pipeline, cached));
    UsesBehind behind = UsesBehind.of(compiled);
    List<CompiledModel> models = behind.told(compiled);
    Checked<List<CompiledTest>> tests =
        new TestCompilation(templated.renderer(), pipeline, models, new CachedTests(cache, cached))
            .compile(project.dataTests());
    diagnostics.addAll(tests.diagnostics());
    List<Diagnostic> all = Diagnostics.sorted(diagnostics);
    return new Checked<>(
        Optional.of(
            Scripts.project(
                    project,
                    target,
                    models,
                    DirectParents.of(project, templated.graph(), models),
                    tests.value(),
                    all,
                    scripts(project, target, relations))
                .keyed(behind.keyed(cached.keys()))),
        all);
  }

  /** Step 1. */
  private Project load(ProjectFiles files) {
    Checked<Project> loaded = declarations(files, options);
    diagnostics.addAll(loaded.diagnostics());
    return loaded.value();
  }

  /** The writer of stand-alone scripts for one project in one target. */
  static ScriptWriter scripts(Project project, TargetSettings target, TargetRelations relations) {
    return new ScriptWriter(
        new StateTables(
            Dialects.of(target.engine()),
            target.stateSchema(),
            project.settings().name(),
            relations.schema()));
  }

  private Map<String, Object> variables(Project project) {
    Map<String, Object> all = new LinkedHashMap<>(project.settings().variables());
    all.putAll(options.variables());
    return all;
  }

  private Optional<TargetSettings> target(Project project) {
    String name = options.target().orElse(project.settings().defaultTarget());
    TargetSettings target = project.settings().targets().get(name);
    // The one that accrete.yml names was looked at when that was read.
    if (target == null && options.target().isPresent() && !project.settings().targets().isEmpty()) {
      Diagnostic unknown = Diagnostic.of(Code.UNKNOWN_TARGET, null, name);
      diagnostics.add(
          unknown.withHint(Nearest.hintOrAll(name, project.settings().targets().keySet())));
    }
    if (target != null && Dialects.find(target.engine()).isEmpty()) {
      diagnostics.add(
          Diagnostic.of(
              Code.NOT_YET_SUPPORTED,
              target.span(),
              "the engine " + target.engine() + " of the target " + target.name()));
      return Optional.empty();
    }
    return Optional.ofNullable(target);
  }

  /** What step 2 gives: the models in order, and what renders further texts. */
  private record Templated(TemplateRenderer renderer, ModelGraph graph) {}

  /** Step 2. */
  private Templated template(
      Project project, TargetSettings target, TargetRelations relations, KnownNames names) {
    RenderSettings settings =
        new RenderSettings(
            options.variables(),
            target.name(),
            relations.schema(),
            options.environment(),
            ClockSql.RUN_STARTED_AT);
    Checked<TemplateRenderer> renderer = TemplateRenderer.of(project, settings);
    diagnostics.addAll(renderer.diagnostics());
    List<RenderedModel> rendered = new ArrayList<>();
    List<ModelFile> models = project.models();
    for (Checked<Optional<RenderedModel>> one :
        ModelSchedule.run(
            threads,
            models.stream().map(ModelFile::name).toList(),
            Map.of(),
            i ->
                names.get(
                    models.get(i),
                    () -> CreatedTable.unwrapped(renderer.value().render(models.get(i)))))) {
      diagnostics.addAll(one.diagnostics());
      one.value().ifPresent(rendered::add);
    }
    names.keep();
    Checked<ModelGraph> graph = ModelGraph.order(project, rendered);
    diagnostics.addAll(graph.diagnostics());
    return new Templated(renderer.value(), graph.value());
  }

  /** Steps 3 to 8, for each model in graph order. */
  private List<CompiledModel> models(
      Project project, ModelGraph graph, ModelPipeline pipeline, CachedModels cached) {
    List<RenderedModel> ordered = graph.models();
    // Several models may read one table of components, which the first of them makes.
    boolean apart = ordered.stream().allMatch(model -> model.components().isEmpty());
    List<CompiledModel> models = new ArrayList<>();
    for (Checked<List<CompiledModel>> compiled :
        ModelSchedule.run(
            apart ? threads : 1,
            ordered.stream().map(model -> model.model().name()).toList(),
            graph.parents(),
            i -> pipeline.compile(ordered.get(i), cached))) {
      diagnostics.addAll(compiled.diagnostics());
      models.addAll(compiled.value());
    }
    Set<String> known = models.stream().map(CompiledModel::name).collect(Collectors.toSet());
    for (ModelFile model : project.models()) {
      if (!known.contains(model.name())) {
        models.add(pipeline.broken(model));
      }
    }
    return models;
  }
}
