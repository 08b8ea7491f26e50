package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.runtime.artifact.CompileInputs;
import dev.accrete.runtime.artifact.CompileRecord;
import dev.accrete.runtime.artifact.CompiledFiles;
import dev.accrete.runtime.artifact.LastCompilation;
import dev.accrete.runtime.artifact.SourceLook;
import dev.accrete.runtime.artifact.TargetFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A compilation of a project into its target folder by somebody who knows the last one: where
 * nothing has changed since, its files are left alone.
 */
final class Recompilation {
  private final Workspace workspace;
  private final LastCompilation last;
  private final Checked<ProjectFiles> files;
  private final Optional<String> inputs;

  /** By what the project is known again without being read, as it was before it was read. */
  private final Optional<String> stamped;

  private Recompilation(
      Workspace workspace,
      LastCompilation last,
      Optional<String> stamped,
      Checked<ProjectFiles> files) {
    this.workspace = workspace;
    this.last = last;
    this.stamped = stamped;
    this.files = files;
    this.inputs = inputs(workspace, files);
  }

  private static Optional<String> inputs(Workspace workspace, Checked<ProjectFiles> files) {
    if (!files.diagnostics().isEmpty() || !files.value().unreadable().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CompileInputs.hash(files.value(), workspace.compileOptions()));
    } catch (IOException e) {
      return Optional.empty(); // then nothing is known of the last one
    }
  }

  /** What the last compilation left, looked at beside what follows. */
  static LastCompilation last(Workspace workspace) {
    return warmed(LastCompilation.begin(workspace.targetFolder()));
  }

  /** Without one, all of the compiler will be needed. */
  static LastCompilation warmed(LastCompilation last) {
    if (!last.exists()) {
      Warmup.start();
    }
    return last;
  }

  /** By what a project is known without being read, once somebody has looked at its files. */
  static Optional<String> stamped(Workspace workspace, SourceLook look) {
    return CompileInputs.stamped(look, workspace.compileOptions());
  }

  /** Reads the workspace's project. */
  static Recompilation of(Workspace workspace) {
    LastCompilation last = last(workspace);
    return of(workspace, last, stamped(workspace, workspace.sourceLook()));
  }

  /**
   * The same with what somebody has looked at before.
   *
   * @param stamped empty where nobody wants to know the project by it the next time
   */
  static Recompilation of(Workspace workspace, LastCompilation last, Optional<String> stamped) {
    return new Recompilation(
        workspace, last, stamped, ProjectFilesReader.read(workspace.project()));
  }

  /** Whether the project's settings have a word, such as the name of an engine. */
  boolean mentions(String word) {
    return files.value().files().values().stream()
        .anyMatch(
            file -> file.path().equals(ProjectFilesReader.SETTINGS) && file.text().contains(word));
  }

  /** What the last compilation told, where it was of the same and its files lie there untouched. */
  Optional<CompileRecord> untouched() {
    return before().filter(record -> last.isUntouched());
  }

  private Optional<CompileRecord> before() {
    return inputs.flatMap(last::of);
  }

  /** Keeps by what the project is known now, so that it need not be read the next time. */
  void remember(CompileRecord record) {
    if (stamped.isPresent()) {
      try {
        record.stampedAs(stamped.get()).keep(workspace.targetFolder());
      } catch (IOException e) {
        // Then it is read again.
      }
    }
  }

  /** Compiles, which takes what was kept where nothing has changed. */
  Compilation compile() {
    if (before().isEmpty()) {
      Warmup.start();
      Warmup.compiler();
    }
    return Compilation.of(workspace, files);
  }

  /**
   * Brings the files of the target folder up to date.
   *
   * @param row what the table of models tells of one
   */
  void write(
      Compilation compilation, CompiledProject project, Function<CompiledModel, List<String>> row)
      throws IOException {
    if (untouched().isPresent()) {
      return;
    }
    TargetFolder folder = workspace.targetFolder();
    String outputs = CompiledFiles.write(folder, project, compilation.manifest());
    boolean all = SelectionOptions.selections(project).byDefault().isEmpty();
    if (inputs.isPresent() && all && !compilation.hasErrors()) {
      record(outputs, compilation, project, row).keep(folder);
    }
  }

  private CompileRecord record(
      String outputs,
      Compilation compilation,
      CompiledProject project,
      Function<CompiledModel, List<String>> row) {
    return new CompileRecord(
        inputs.orElseThrow(),
        stamped.orElse(""),
        outputs,
        compilation.shown(),
        project.models().stream().map(row).toList(),
        project.target().name(),
        project.target().engine());
  }
}
