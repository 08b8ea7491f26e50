package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.report.EarlierArtifacts;
import dev.accrete.runtime.report.Identity;
import dev.accrete.runtime.report.ManifestBuilder;
import dev.accrete.runtime.select.Earlier;
import dev.accrete.runtime.select.NamedSelections;
import dev.accrete.runtime.select.NodeGraph;
import dev.accrete.runtime.select.ProjectGraph;
import dev.accrete.runtime.select.Selection;
import dev.accrete.runtime.select.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which models a command is about. */
final class SelectionOptions {
  @Option(
      names = {"-s", "--select"},
      paramLabel = "SELECTOR",
      arity = "1..*",
      description = {
        "Models by name, tag:, path:, file:, source:, config.KEY:, fqn:, strategy:, refusal:,"
            + " state:, result: or selector:;"
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

  @Option(
      names = "--selector",
      paramLabel = "NAME",
      description =
          "A selector of selectors.yml, in the place of --select and --exclude; where neither is"
              + " given, the one that says default: true.")
  @Nullable String selector;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "The folder of an earlier manifest.json for state:new, old, modified and unmodified, and of"
              + " its run_results.json for result:error and the like; for the latter target/ by"
              + " default.")
  @Nullable Path state;

  /** Whether the command line means a part of the project, and not all of it. */
  boolean given() {
    return !select.isEmpty() || !exclude.isEmpty() || selector != null;
  }

  /** Whether a part of the project is meant, by the command line or a default selector. */
  boolean given(CompiledProject project) {
    return given() || selections(project).byDefault().isPresent();
  }

  /** What is selected, in words; empty for everything. */
  List<String> selected(CompiledProject project) {
    if (selector != null && !(select.isEmpty() && exclude.isEmpty())) {
      throw CommandFailure.misuse(
          "--selector stands in the place of --select and --exclude",
          "write -s selector:" + selector + " beside others");
    }
    Optional<String> name = Optional.ofNullable(selector);
    if (!given()) {
      name = selections(project).byDefault();
    }
    return name.map(n -> List.of("selector:" + n)).orElse(select);
  }

  /** The selections of a project that have names. */
  static NamedSelections selections(CompiledProject project) {
    return new NamedSelections(project.project().selectors());
  }

  /** The options as they were given, to be put into a command line; empty where none was. */
  String words() {
    StringBuilder words = new StringBuilder();
    select.forEach(word -> words.append(" -s ").append(quoted(word)));
    exclude.forEach(word -> words.append(" --exclude ").append(quoted(word)));
    Optional.ofNullable(selector).ifPresent(n -> words.append(" --selector ").append(quoted(n)));
    return words.toString();
  }

  /** A word as a shell takes it for one. */
  static String quoted(String word) {
    return word.matches("[\\w.:,/@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** The selected nodes; words that match nothing are warned of. */
  Set<String> names(CompiledProject project, Workspace workspace) {
    NodeGraph graph = ProjectGraph.of(project);
    Selection selection =
        Selector.select(
            graph, selected(project), exclude, earlier(project, workspace), selections(project));
    selection.unmatched().forEach(word -> workspace.say("warning: nothing matches " + word));
    return withParts(project, selection.names());
  }

  /** What an earlier compilation and run say, read only where a selector asks for it. */
  Earlier earlier(CompiledProject project, Workspace workspace) {
    List<String> words = Stream.concat(selected(project).stream(), exclude.stream()).toList();
    boolean asked =
        words.stream().anyMatch(text -> text.contains("state:") || text.contains("result:"));
    boolean named = words.stream().anyMatch(text -> text.contains("selector:"));
    if (!asked && !(named && selections(project).askEarlier())) {
      return Earlier.NONE;
    }
    Path folder = state == null ? workspace.targetFolder().path() : workspace.resolve(state);
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.misuse("there is no folder " + (state == null ? "target" : state), null);
    }
    try {
      EarlierArtifacts before = EarlierArtifacts.read(folder);
      Map<String, String> names = ids(project);
      Map<String, String> now =
          EarlierArtifacts.fingerprints(
              ManifestBuilder.manifest(Optional.of(project), List.of(), Version.text()));
      // The manifest in target/ is of this compilation, or soon will be.
      Map<String, String> then = state == null ? Map.of() : before.fingerprints();
      Earlier earlier =
          Earlier.of(named(now, names), named(then, names), named(before.statuses(), names));
      return then.isEmpty() ? new Earlier(Map.of(), earlier.results()) : earlier;
    } catch (IOException e) {
      throw CommandFailure.misuse("--state cannot be read: " + e.getMessage(), null);
    }
  }

  private static Map<String, String> ids(CompiledProject project) {
    String name = project.project().settings().name();
    Map<String, String> names = new HashMap<>();
    project.models().forEach(m -> names.put(Identity.model(name, m.name()), m.name()));
    project.project().sources().forEach(s -> names.put(Identity.source(name, s), s.name()));
    project.tests().forEach(t -> names.put(Identity.test(name, t.name()), t.name()));
    project
        .project()
        .unitTests()
        .forEach(t -> names.put(Identity.unitTest(name, t.model(), t.name()), t.name()));
    return names;
  }

  private static Map<String, String> named(Map<String, String> byId, Map<String, String> names) {
    Map<String, String> named = new HashMap<>();
    byId.forEach(
        (id, value) -> {
          String name = names.get(id);
          if (name != null) {
            named.put(name, value);
          }
        });
    return named;
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
