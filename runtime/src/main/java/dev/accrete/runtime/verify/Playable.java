package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a project another engine than its target's can play: all of it but the models that have
 * no equal there, those that read them, and the tests that have none.
 *
 * @param files the project's texts without these
 * @param subject it compiled
 * @param left why each model was left out, by name
 */
record Playable(ProjectFiles files, Subject subject, Map<String, String> left) {
  Playable {
    left = Map.copyOf(left);
  }

  /** All of a project, for the engine that it is for. */
  static Playable whole(ProjectFiles files, CompileOptions options) {
    return new Playable(files, Subject.of(files, options), Map.of());
  }

  /**
   * The part that compiles.
   *
   * @param options with the sandbox that it is to be played in
   * @throws NotTestableException if nothing is left
   */
  static Playable part(ProjectFiles files, CompileOptions options) {
    SortedMap<String, SourceFile> rest = new TreeMap<>(files.files());
    Map<String, String> left = new TreeMap<>();
    Set<String> gone = gone(rest, left, options);
    while (!gone.isEmpty()) {
      rest.keySet().removeAll(gone);
      gone = gone(rest, left, options);
    }
    ProjectFiles some = new ProjectFiles(files.root(), rest);
    Subject subject = Subject.of(some, options);
    if (subject.models().isEmpty() && !left.isEmpty()) {
      throw new NotTestableException(
          left.entrySet().stream()
              .map(e -> e.getKey() + ": " + e.getValue())
              .collect(Collectors.joining("\n")));
    }
    return new Playable(some, subject, left);
  }

  /** The files of models that do not compile; those of other SQL, where all models do. */
  private static Set<String> gone(
      SortedMap<String, SourceFile> files, Map<String, String> left, CompileOptions options) {
    Checked<Optional<CompiledProject>> compiled =
        Compiler.compile(new ProjectFiles("the project", files), options);
    List<Diagnostic> errors = compiled.diagnostics().stream().filter(Diagnostic::isError).toList();
    Set<String> gone = new TreeSet<>();
    for (CompiledModel model : compiled.value().map(CompiledProject::models).orElse(List.of())) {
      if (model.result().isEmpty() && model.file().partOf() == null) {
        gone.add(model.file().file().path());
        left.putIfAbsent(model.name(), why(model, errors));
      }
    }
    if (gone.isEmpty()) {
      errors.stream()
          .filter(error -> error.span() != null)
          .map(error -> error.span().file().path())
          .filter(path -> path.endsWith(".sql"))
          .forEach(gone::add);
    }
    gone.retainAll(files.keySet());
    return gone;
  }

  private static String why(CompiledModel model, List<Diagnostic> errors) {
    return errors.stream()
        .filter(e -> e.span() != null && e.span().file().equals(model.file().file()))
        .findFirst()
        .map(e -> e.code().id() + " " + e.message())
        .orElse("it reads a model that is left out");
  }
}
