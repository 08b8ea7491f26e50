package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.runtime.artifact.CompileInputs;
import dev.accrete.runtime.artifact.CompileRecord;
import dev.accrete.runtime.artifact.CompiledFiles;
import dev.accrete.runtime.artifact.TargetFolder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A compilation of a project into its target folder by somebody who knows the last one: where
 * nothing has changed since, its files are left alone.
 */
final class Recompilation {
  private final Workspace workspace;
  private final Checked<ProjectFiles> files;
  private final Optional<String> inputs;
  private final Optional<CompileRecord> last;

  /** By what the project is known again without being read, as it was before it was read. */
  private Optional<String> stamped = Optional.empty();

  /** What lay in the target folder when the project was read, to be looked at once. */
  private Optional<Future<String>> stamps = Optional.empty();

  private Recompilation(
      Workspace workspace,
      Checked<ProjectFiles> files,
      Optional<String> inputs,
      Optional<CompileRecord> last) {
    this.workspace = workspace;
    this.files = files;
    this.inputs = inputs;
    this.last = last;
  }

  /** Reads the workspace's project, and looks at what the last compilation left beside that. */
  static Recompilation of(Workspace workspace) {
    return of(workspace, stamped(workspace));
  }

  /** The same with the stamps of its files, which somebody has taken before. */
  static Recompilation of(Workspace workspace, Optional<String> stamped) {
    TargetFolder folder = workspace.targetFolder();
    Optional<Future<String>> stamps = Optional.empty();
    if (CompileRecord.isIn(folder)) {
      stamps = Optional.of(ForkJoinPool.commonPool().submit(() -> CompiledFiles.stamps(folder)));
    } else {
      Warmup.start();
    }
    Recompilation recompilation = of(workspace, ProjectFilesReader.read(workspace.project()));
    recompilation.stamped = stamped;
    recompilation.stamps = stamps;
    return recompilation;
  }

  /** By what a project is known without being read. */
  static Optional<String> stamped(Workspace workspace) {
    return CompileInputs.stamped(
        workspace.project(), workspace.compileOptions(), workspace.shell().clock().instant());
  }

  /**
   * What the last compilation told, where all files of the project and of the target folder lie
   * there untouched: none is read.
   */
  static Optional<CompileRecord> asBefore(Workspace workspace, Optional<String> stamped) {
    TargetFolder folder = workspace.targetFolder();
    try {
      Optional<CompileRecord> known = stamped.flatMap(now -> CompileRecord.ofStamped(folder, now));
      return known.isPresent() && known.get().outputs().equals(CompiledFiles.stamps(folder))
          ? known
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // looked at again, where what fails is told
    }
  }

  /** The same with what was read of it. */
  static Recompilation of(Workspace workspace, Checked<ProjectFiles> files) {
    boolean whole = files.diagnostics().isEmpty() && files.value().unreadable().isEmpty();
    try {
      Optional<String> inputs =
          whole
              ? Optional.of(CompileInputs.hash(files.value(), workspace.compileOptions()))
              : Optional.empty();
      Optional<CompileRecord> last =
          inputs.flatMap(hash -> CompileRecord.of(workspace.targetFolder(), hash));
      return new Recompilation(workspace, files, inputs, last);
    } catch (IOException e) {
      // Then nothing is known of the last one.
      return new Recompilation(workspace, files, Optional.empty(), Optional.empty());
    }
  }

  /** Whether the project's settings have a word, such as the name of an engine. */
  boolean mentions(String word) {
    return files.value().files().values().stream()
        .anyMatch(
            file -> file.path().equals(ProjectFilesReader.SETTINGS) && file.text().contains(word));
  }

  /** What the last compilation told, where it was of the same and its files lie there untouched. */
  Optional<CompileRecord> untouched() throws IOException {
    return last.isPresent() && last.get().outputs().equals(stamps()) ? last : Optional.empty();
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

  private String stamps() throws IOException {
    Optional<Future<String>> early = stamps;
    stamps = Optional.empty();
    if (early.isPresent()) {
      try {
        return early.get().get();
      } catch (ExecutionException e) {
        // Looked at again here, where what fails is told.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return CompiledFiles.stamps(workspace.targetFolder());
  }

  /** Compiles, which takes what was kept where nothing has changed. */
  Compilation compile() {
    if (last.isEmpty()) {
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
