package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.tree.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A whole compiled project.
 *
 * @param project as its files declare it
 * @param target the target it was compiled for
 * @param models in graph order, parents first
 * @param diagnostics everything that the steps have to say, in the order of files and places
 * @param scripts the scripts of all models
 * @param tests the data tests, by name
 * @param parents what stands directly before each model in the graph ({@link DirectParents})
 * @param keys for each model that has one, a hash over everything that its files depend on
 */
public record CompiledProject(
    Project project,
    TargetSettings target,
    List<CompiledModel> models,
    List<Diagnostic> diagnostics,
    ProjectScripts scripts,
    List<CompiledTest> tests,
    Map<String, List<String>> parents,
    Map<String, String> keys) {
  public CompiledProject {
    parents = Map.copyOf(parents);
    keys = Map.copyOf(keys);
    models = List.copyOf(models);
    diagnostics = List.copyOf(diagnostics);
    tests = List.copyOf(tests);
  }

  /** The same with keys. */
  CompiledProject keyed(Map<String, String> newKeys) {
    return new CompiledProject(
        project, target, models, diagnostics, scripts, tests, parents, newKeys);
  }

  /** What stands directly before a model in the graph, views and ephemeral models among it. */
  public List<String> parents(CompiledModel model) {
    return parents.getOrDefault(model.name(), List.of());
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

  /** The columns of each source, seed and model, by its name, as far as they are known. */
  public Map<String, List<Field>> relations() {
    Map<String, List<Field>> relations = new TreeMap<>();
    for (SourceDeclaration source : project.sources()) {
      relations.put(source.name(), ModelInputs.declared(source, target.engine()));
    }
    for (CompiledModel model : models) {
      model
          .result()
          .ifPresent(
              result ->
                  relations.put(
                      model.name(),
                      result.columns().stream()
                          .map(c -> new Field(c.name(), c.type(), c.nullable()))
                          .toList()));
    }
    return relations;
  }
}
