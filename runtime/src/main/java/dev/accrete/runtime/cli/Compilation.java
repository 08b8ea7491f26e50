package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.cache.ModelCache;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.artifact.ModelCacheFolder;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.report.Manifest;
import dev.accrete.runtime.report.ManifestBuilder;
import dev.accrete.runtime.select.ProjectGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A project, compiled from its folder, with everything that was found on the way.
 *
 * @param project the result, absent where the project's own files cannot be made sense of
 * @param diagnostics of reading and compiling
 */
record Compilation(Optional<CompiledProject> project, List<Diagnostic> diagnostics) {
  Compilation {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Reads and compiles the workspace's project. */
  static Compilation of(Workspace workspace) {
    // Nothing is written, so nobody asks by what the project is known the next time.
    return Recompilation.of(workspace, Recompilation.last(workspace), Optional.empty()).compile();
  }

  /** Compiles what was read of the workspace's project. */
  static Compilation of(Workspace workspace, Checked<ProjectFiles> files) {
    ModelCache cache =
        ModelCacheFolder.of(
            workspace.targetFolder(), workspace.compileOptions().target().orElse(""));
    Checked<Optional<CompiledProject>> compiled =
        Compiler.compile(files.value(), workspace.compileOptions(), cache);
    if (cache instanceof ModelCacheFolder folder) {
      folder.tidy();
    }
    Set<Diagnostic> all = new LinkedHashSet<>(files.diagnostics());
    all.addAll(compiled.diagnostics());
    return new Compilation(compiled.value(), new ArrayList<>(all));
  }

  /**
   * Reads and compiles, shows what was found, and gives the project for a command that needs one.
   */
  static CompiledProject required(Workspace workspace) {
    return of(workspace).requiredShown(workspace);
  }

  /** Shows what was found, and gives the project for a command that needs one. */
  CompiledProject requiredShown(Workspace workspace) {
    show(workspace);
    return project.orElseThrow(() -> CommandFailure.failed("the project does not compile", null));
  }

  /**
   * Shows what was found but for what is said of other models than this one, errors of those that
   * it reads apart, and gives the project.
   */
  CompiledProject requiredFor(String model, Workspace workspace) {
    if (project.isEmpty()) {
      return requiredShown(workspace);
    }
    Set<String> read = ProjectGraph.of(project.get()).ancestors(Set.of(model), Integer.MAX_VALUE);
    Set<String> silent = new HashSet<>();
    Set<String> errorsAlone = new HashSet<>();
    for (CompiledModel other : project.get().models()) {
      String owner = other.file().partOf();
      if (!other.name().equals(model) && !model.equals(owner)) {
        (read.contains(other.name()) ? errorsAlone : silent).add(other.file().file().path());
      }
    }
    project.get().model(model).ifPresent(own -> silent.remove(own.file().file().path()));
    List<Diagnostic> shown =
        diagnostics.stream()
            .filter(d -> !silent.contains(path(d)))
            .filter(d -> d.isError() || !errorsAlone.contains(path(d)))
            .toList();
    return new Compilation(project, shown).requiredShown(workspace);
  }

  private static String path(Diagnostic diagnostic) {
    return Optional.ofNullable(diagnostic.span()).map(span -> span.file().path()).orElse("");
  }

  /** Prints all diagnostics to standard error. */
  void show(Workspace workspace) {
    if (!diagnostics.isEmpty()) {
      workspace.shell().err().print(shown());
      workspace.shell().err().println();
    }
  }

  /** All diagnostics as people read them; empty where there are none. */
  String shown() {
    return diagnostics.isEmpty() ? "" : DiagnosticPrinter.print(diagnostics);
  }

  boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /**
   * Whether there are errors.
   *
   * @param elsewhere whether those in the models' own files do not count
   */
  boolean hasErrors(boolean elsewhere) {
    Set<String> models = new HashSet<>();
    if (elsewhere) {
      project.ifPresent(p -> p.models().forEach(m -> models.add(m.file().file().path())));
    }
    return diagnostics.stream().anyMatch(d -> d.isError() && !models.contains(path(d)));
  }

  Manifest manifest() {
    return ManifestBuilder.manifest(project, diagnostics, Version.text());
  }

  /** How many errors and warnings there are, for a closing line. */
  String counts() {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    long others = diagnostics.size() - errors;
    return Numbers.count(errors, "error")
        + (others > 0 ? ", " + Numbers.count(others, "warning") : "");
  }

  /** The model of a name that compiled; its absence is the user's mistake, its errors a failure. */
  static CompiledModel model(CompiledProject project, String name) {
    CompiledModel model =
        project
            .model(name)
            .orElseThrow(
                () ->
                    CommandFailure.misuse(
                        "no model " + name,
                        Nearest.hint(
                            name, project.models().stream().map(CompiledModel::name).toList())));
    if (model.result().isEmpty()) {
      String why =
          model.status() == CompiledModel.Status.UPSTREAM_ERROR
              ? " reads a model that does not compile"
              : " does not compile";
      throw CommandFailure.failed(name + why, null);
    }
    return model;
  }
}
