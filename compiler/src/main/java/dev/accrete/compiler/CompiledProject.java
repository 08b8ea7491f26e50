package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole compiled project.
 *
 * @param project as its files declare it
 * @param target the target it was compiled for
 * @param models in graph order, parents first
 * @param diagnostics everything that the steps have to say, in the order of files and places
 * @param scripts the scripts of all models
 * @param tests the data tests, by name
 * @param named for each model that was rendered what its text names: sources, models, and hidden
 *     models of components
 * @param keys for each model that has one, a hash over everything that its files depend on
 */
public record CompiledProject(
    Project project,
    TargetSettings target,
    List<CompiledModel> models,
    List<Diagnostic> diagnostics,
    ProjectScripts scripts,
    List<CompiledTest> tests,
    Map<String, List<String>> named,
    Map<String, String> keys) {
  public CompiledProject {
    named = Map.copyOf(named);
    keys = Map.copyOf(keys);
    models = List.copyOf(models);
    diagnostics = List.copyOf(diagnostics);
    tests = List.copyOf(tests);
  }

  /** The same with keys. */
  CompiledProject keyed(Map<String, String> newKeys) {
    return new CompiledProject(
        project, target, models, diagnostics, scripts, tests, named, newKeys);
  }

  /** The same with what the texts of models name. */
  CompiledProject naming(Map<String, List<String>> newNamed) {
    return new CompiledProject(
        project, target, models, diagnostics, scripts, tests, newNamed, keys);
  }

  /**
   * What stands directly before a model in the graph: the sources and models that its text names,
   * views and ephemeral ones among them, and the hidden models that are parts of it.
   */
  public List<String> parents(CompiledModel model) {
    Set<String> known = new HashSet<>();
    project.sources().forEach(source -> known.add(source.name()));
    models.forEach(m -> known.add(m.name()));
    List<String> read = new ArrayList<>(model.readsSources());
    read.addAll(model.readsModels());
    List<String> names = named.get(model.name());
    if (names == null) {
      return read;
    }
    Set<String> parents = new LinkedHashSet<>(names);
    parents.retainAll(known);
    read.stream().filter(name -> name.contains(ModelFile.HIDDEN)).forEach(parents::add);
    return List.copyOf(parents);
  }

  /** Whether any model or file has an error. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** The script that rebuilds every model with one freeze. */
  public String runFull() {
    return scripts.writer().runFull(scripts.plans());
  }

  /** The script that brings every model up to date with one freeze. */
  public String run() {
    return scripts.writer().run(scripts.plans());
  }

  /** The model of a name. */
  public Optional<CompiledModel> model(String name) {
    return models.stream().filter(m -> m.name().equals(name)).findFirst();
  }
}
