package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.source.SourceFile;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a project is played: the models that are wanted, but for those that have no equal on
 * another engine than the target's, and those that read them.
 *
 * @param files the project's texts, without those of other models where nothing else names these
 * @param names of the models; empty where all models of the files are played
 * @param subject it compiled
 * @param left why each model was left out, by name
 */
record Playable(
    ProjectFiles files, Optional<Set<String>> names, Subject subject, Map<String, String> left) {
  Playable {
    left = Collections.unmodifiableMap(new TreeMap<>(left));
  }

  /**
   * The part that compiles.
   *
   * @param project the files, compiled with the options
   * @param options with the sandbox that it is to be played in, if there is one
   * @param wanted models, with all that they read; all of the project's where absent
   * @throws NotTestableException if nothing is left, or a model does not compile for its own target
   */
  static Playable of(
      ProjectFiles files,
      CompiledProject project,
      CompileOptions options,
      Optional<Set<String>> wanted) {
    Optional<Set<String>> all = wanted.map(w -> Subject.withRead(project, w));
    Map<String, String> left = new TreeMap<>();
    Set<String> rest = new TreeSet<>();
    for (CompiledModel model : project.models()) {
      if (model.file().partOf() == null && all.map(w -> w.contains(model.name())).orElse(true)) {
        if (model.result().isEmpty() && options.sandbox().isPresent()) {
          left.put(model.name(), why(model, project.diagnostics()));
        } else {
          rest.add(model.name());
        }
      }
    }
    if (rest.isEmpty() && !left.isEmpty()) {
      throw new NotTestableException(
          left.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue())
              .collect(Collectors.joining("\n")));
    }
    ProjectFiles small = of(files, project, rest);
    if (small.files().size() == files.files().size() && !project.hasErrors()) {
      return new Playable(files, Optional.empty(), Subject.of(project, Optional.empty()), left);
    }
    try {
      return new Playable(small, Optional.empty(), Subject.of(small, options), left);
    } catch (NotTestableException e) {
      // A file that stays names a model that went, or a test has no equal.
      Optional<Set<String>> names = Optional.of(rest);
      return new Playable(files, names, Subject.of(project, names), left);
    }
  }

  /** The files without those of other models. */
  private static ProjectFiles of(ProjectFiles files, CompiledProject project, Set<String> names) {
    SortedMap<String, SourceFile> some = new TreeMap<>(files.files());
    project.models().stream()
        .filter(m -> m.file().partOf() == null && !names.contains(m.name()))
        .forEach(m -> some.remove(m.file().file().path()));
    return new ProjectFiles(files.root(), some, files.unreadable());
  }

  private static String why(CompiledModel model, List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(Diagnostic::isError)
        .filter(e -> e.span() != null && e.span().file().path().equals(model.file().file().path()))
        .findFirst()
        .map(e -> e.code().id() + " " + e.message())
        .orElse("it reads a model that is left out");
  }
}
