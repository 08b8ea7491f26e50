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
import java.time.Clock;
import java.util.List;

/** Loads files into the table of a source in the target. */
final class Loading {
  private final Workspace workspace;
  private final CompiledProject project;

  Loading(Workspace workspace, CompiledProject project) {
    this.workspace = workspace;
    this.project = project;
  }

  /** Loads all files, or fails with what is wrong with them. */
  LoadOutcome load(SourceDeclaration source, List<Path> files, boolean ignoreExtra) {
    String dialect = project.project().settings().dialect();
    LengthUnit unit = dialect.equals("redshift") ? LengthUnit.BYTES : LengthUnit.CHARACTERS;
    LoadRequest request =
        new LoadRequest(source, SourceRelations.of(project, source), files, ignoreExtra, unit);
    try (Database database = new Connector(workspace, project.target()).openForLoad()) {
      LoadOutcome outcome =
          new SourceLoader(database, Clock.systemUTC(), StatementListener.NONE).load(request);
      if (!outcome.succeeded()) {
        throw CommandFailure.failed(String.join("\n", outcome.problems()), "nothing was loaded");
      }
      return outcome;
    } catch (IOException e) {
      throw CommandFailure.failed("a file cannot be read: " + e.getMessage(), "nothing was loaded");
    }
  }
}
