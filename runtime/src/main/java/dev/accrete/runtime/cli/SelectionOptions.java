package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.select.NodeGraph;
import dev.accrete.runtime.select.ProjectGraph;
import dev.accrete.runtime.select.Selection;
import dev.accrete.runtime.select.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that say which models a command is about. */
final class SelectionOptions {
  @Option(
      names = {"-s", "--select"},
      paramLabel = "SELECTOR",
      arity = "1..*",
      description = {
        "Models by name, tag:, path:, file:, source:, config.KEY:, fqn:, strategy: or refusal:;"
            + " + takes in what they read or what reads them, @ both; a space unites, a comma"
            + " intersects."
      })
  List<String> select = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "SELECTOR",
      arity = "1..*",
      description = "Leaves these out; the same notation.")
  List<String> exclude = new ArrayList<>();

  /** Whether a part of the project is meant, and not all of it. */
  boolean given() {
    return !select.isEmpty() || !exclude.isEmpty();
  }

  /** The options as they were given, to be put into a command line; empty where none was. */
  String words() {
    StringBuilder words = new StringBuilder();
    select.forEach(word -> words.append(" -s ").append(quoted(word)));
    exclude.forEach(word -> words.append(" --exclude ").append(quoted(word)));
    return words.toString();
  }

  private static String quoted(String word) {
    return word.matches("[\\w.:,/@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The selected nodes; words that match nothing are warned of. */
  Set<String> names(CompiledProject project, Workspace workspace) {
    NodeGraph graph = ProjectGraph.of(project);
    Selection selection = Selector.select(graph, select, exclude);
    selection.unmatched().forEach(word -> workspace.say("warning: nothing matches " + word));
    return withParts(project, selection.names());
  }

  /**
   * A model is not selected without the hidden models that are parts of it, nor without those of
   * what it sees through.
   */
  private static Set<String> withParts(CompiledProject project, Set<String> names) {
    Set<String> all = new LinkedHashSet<>(names);
    for (CompiledModel model : project.models()) {
      String owner = model.file().partOf();
      if (owner != null && names.contains(owner)) {
        all.add(model.name());
      }
    }
    List<CompiledModel> models = project.models();
    Set<String> parts =
        models.stream()
            .filter(model -> model.file().partOf() != null)
            .map(CompiledModel::name)
            .collect(Collectors.toSet());
    for (int i = models.size() - 1; i >= 0; i--) {
      if (all.contains(models.get(i).name())) {
        models.get(i).readsModels().stream().filter(parts::contains).forEach(all::add);
      }
    }
    return all;
  }

  /** The selected models and all that they read, which has to compile. */
  Set<String> withParents(CompiledProject project, Set<String> names) {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(ProjectGraph.of(project).ancestors(names, Integer.MAX_VALUE));
    return all;
  }
}
