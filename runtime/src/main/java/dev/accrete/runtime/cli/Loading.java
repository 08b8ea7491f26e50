package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.csv.LengthUnit;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.load.LoadOutcome;
import dev.accrete.runtime.load.LoadRequest;
import dev.accrete.runtime.load.SourceLoader;
import dev.accrete.runtime.report.SourceRelations;
import java.io.IOException;
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
   * Appends files to a source, all or nothing; what is wrong with them is in the outcome.
   *
   * @param ignoreExtra whether columns that are not declared are left out, instead of being an
   *     error
   * @param replace whether the rows take the place of those that are there
   */
  LoadOutcome load(SourceDeclaration source, List<Path> files, boolean ignoreExtra, boolean replace)
      throws IOException {
    LoadRequest request =
        new LoadRequest(
            source,
            SourceRelations.of(project, source),
            SourceRelations.landing(project, source),
            files,
            ignoreExtra,
            replace,
            lengths(project));
    try (Database database = new Connector(workspace, project).openForLoad()) {
      return new SourceLoader(database, workspace.shell().clock(), StatementListener.NONE)
          .load(request);
    }
  }

  /** Redshift's {@code varchar(n)} counts bytes, the others' characters. */
  static LengthUnit lengths(CompiledProject project) {
    boolean redshift = project.project().settings().dialect().equals("redshift");
    return redshift ? LengthUnit.BYTES : LengthUnit.CHARACTERS;
  }
}
