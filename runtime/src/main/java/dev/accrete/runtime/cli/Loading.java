package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.report.LoadResult;
import java.nio.file.Path;
import java.util.List;

/** Loads files into the table of a source, for the load command and the demo. */
final class Loading {
  private final Workspace workspace;
  private final CompiledProject project;

  Loading(Workspace workspace, CompiledProject project) {
    this.workspace = workspace;
    this.project = project;
  }

  /**
   * Appends files to a source, all or nothing.
   *
   * @param ignoreExtra whether columns that are not declared are left out, instead of being an error
   */
  LoadResult load(SourceDeclaration source, List<Path> files, boolean ignoreExtra) {
    throw CommandFailure.misuse(
        "load is not there yet for " + project.target().engine() + " in " + workspace.project(),
        null);
  }
}
