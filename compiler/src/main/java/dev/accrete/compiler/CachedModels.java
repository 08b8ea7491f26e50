package dev.accrete.compiler;

import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.compiler.cache.EntryReader;
import dev.accrete.compiler.cache.EntryWriter;
import dev.accrete.compiler.cache.Later;
import dev.accrete.compiler.cache.ModelCache;
import dev.accrete.compiler.cache.NotKeptException;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.template.ModelGraph;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.tree.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tables that were compiled before, found again by everything that steps 3 to 8 may look at for
 * them: the project's key ({@link ProjectKey}), the model's own file, from which its texts are
 * rendered, and all of this for each model above it. So a change of a model's file is a change of
 * all models that read it, however little comes of it.
 *
 * <p>Views, ephemeral models, readers of components and what has errors are compiled each time.
 */
final class CachedModels {
  private final ModelCache cache;
  private final ModelGraph graph;
  private final TargetRelations relations;
  private final ScriptWriter scripts;
  private final Map<String, SourceFile> files;
  private final String project;
  private final Map<String, String> keys = new ConcurrentHashMap<>();

  /** What is kept of a model and the hidden ones behind it. */
  private record Entry(List<Part> parts, List<Field> columns, List<Diagnostic> warnings) {}

  /**
   * One of them.
   *
   * @param file the model's own; absent where it is the one that was asked for
   * @param hidden the plans that go into its scripts before its own
   * @param explanation without its scripts
   */
  private record Part(
      Optional<ModelFile> file,
      List<String> readsModels,
      List<String> readsSources,
      List<CompiledModel.OutputColumn> columns,
      Certificate certificate,
      ModelPlan plan,
      String select,
      List<ModelPlan> hidden,
      Later<String> explanation) {}

  /** With the project's key ({@link ProjectKey}). */
  CachedModels(
      ModelCache cache,
      ProjectFiles files,
      String projectKey,
      Project project,
      TargetSettings target,
      TargetRelations relations,
      ModelGraph graph) {
    this.cache = cache;
    this.graph = graph;
    this.relations = relations;
    this.files = files.files();
    this.scripts = Compiler.scripts(project, target, relations);
    this.project = projectKey;
  }

  /** The project's key. */
  String projectKey() {
    return project;
  }

  /** The key of each model, by its name, as far as they were asked for. */
  Map<String, String> keys() {
    return new TreeMap<>(keys);
  }

  /** What was kept of a model, or what is made of it now. */
  Checked<List<CompiledModel>> get(
      RenderedModel model,
      SeenThrough seen,
      ModelInputs inputs,
      Supplier<Checked<List<CompiledModel>>> compile) {
    if (cache.equals(ModelCache.NONE)) {
      return compile.get();
    }
    String name = model.model().name();
    String key = key(model, seen);
    keys.put(name, key);
    if (!SeenThrough.isTable(model.model()) || !model.components().isEmpty()) {
      return compile.get();
    }
    Optional<Entry> kept = cache.read(key).flatMap(this::entry);
    if (kept.isPresent()) {
      Entry entry = kept.get();
      entry.parts().forEach(part -> part.file().ifPresent(f -> hide(f.name(), key, seen)));
      inputs.compiled(name, entry.columns());
      return new Checked<>(
          entry.parts().stream().map(part -> model(part, model.model())).toList(),
          entry.warnings());
    }
    Checked<List<CompiledModel>> compiled = compile.get();
    if (!compiled.hasErrors() && compiled.value().stream().allMatch(m -> m.result().isPresent())) {
      compiled.value().forEach(part -> keys.put(part.name(), key));
      keep(key, compiled, model.model(), inputs.fields(name).orElseThrow());
    }
    return compiled;
  }

  /** What an entry says; nothing where it is none, or is deeper than this thread's stack. */
  private Optional<Entry> entry(byte[] bytes) {
    try {
      return Optional.ofNullable((Entry) EntryReader.value(bytes, files));
    } catch (RuntimeException | StackOverflowError unreadable) {
      return Optional.empty();
    }
  }

  /** A hidden model has the key of the model that it belongs to. */
  private void hide(String part, String key, SeenThrough seen) {
    seen.hidden(part);
    keys.put(part, key);
  }

  private String key(RenderedModel model, SeenThrough seen) {
    ModelFile file = model.model();
    CacheKey key = new CacheKey().text(project).text(KnownNames.text(file)).value(file);
    key.value(relations.model(file)).value(seen.hasReader(file.name()));
    Set<String> parents = graph.parents().getOrDefault(file.name(), new TreeSet<>());
    for (String parent : parents) {
      key.text(parent).text(keys.getOrDefault(parent, ""));
    }
    return key.hash();
  }

  private void keep(
      String key, Checked<List<CompiledModel>> compiled, ModelFile owner, List<Field> columns) {
    List<Part> parts = compiled.value().stream().map(model -> part(model, owner)).toList();
    byte[] entry;
    try {
      entry = EntryWriter.bytes(new Entry(parts, columns, compiled.diagnostics()));
    } catch (NotKeptException e) {
      return; // made anew each time
    }
    cache.keep(key, entry);
  }

  private static Part part(CompiledModel model, ModelFile owner) {
    CompiledModel.Result result = model.result().orElseThrow();
    ModelTexts.OfTable texts = (ModelTexts.OfTable) result.texts();
    return new Part(
        Optional.of(model.file()).filter(file -> !file.equals(owner)),
        model.readsModels(),
        model.readsSources(),
        result.columns(),
        result.certificate(),
        result.plan(),
        result.select(),
        texts.hidden(),
        Later.of(texts.told().get()));
  }

  private CompiledModel model(Part part, ModelFile owner) {
    ModelTexts texts =
        new ModelTexts.OfTable(scripts, part.hidden(), part.plan(), part.explanation()::get);
    return new CompiledModel(
        part.file().orElse(owner),
        CompiledModel.Status.OK,
        part.readsModels(),
        part.readsSources(),
        Optional.of(
            new CompiledModel.Result(
                part.columns(), part.certificate(), part.plan(), part.select(), texts)));
  }
}
