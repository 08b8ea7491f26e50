package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.artifact.CompiledFiles;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.Runner;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accrete run}: brings the selected models up to date. */
@Command(
    name = "run",
    description =
        "Brings every selected model up to date: what changed is computed again, no more.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete run                      all models",
      "  accrete run -s +visitors         one model and all that it reads",
      "  accrete run --full-refresh       rebuild from all of history",
      "  accrete run --dry-run            say what would be done, as accrete plan does",
    })
final class RunCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--dry-run", description = "Writes nothing: the same as accrete plan.")
  private boolean dryRun;

  RunCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    options.check();
    if (dryRun) {
      return new Planning(workspace, selection, options).call();
    }
    Instant start = workspace.shell().clock().instant();
    RunReporting reporting = new RunReporting(workspace, UUID.randomUUID().toString(), start);
    Compilation compilation = Compilation.of(workspace);
    compilation.show(workspace);
    if (compilation.project().isEmpty()) {
      return reporting.notLoaded(compilation, options);
    }
    CompiledProject project = compilation.project().get();
    CompiledFiles.write(workspace.targetFolder(), project, compilation.manifest());
    SelectedModels models = SelectedModels.of(project, selection, workspace);
    if (models.broken().isEmpty() && !selection.given() && compilation.hasErrors()) {
      // Such as a model's file that cannot be read: all is selected, and not all of it compiles.
      return reporting.notLoaded(compilation, options);
    }
    return models.broken().isEmpty() ? run(models, reporting) : reporting.broken(models, options);
  }

  private int run(SelectedModels models, RunReporting reporting) throws IOException {
    RunOutcome outcome;
    try (Database database = new Connector(workspace, models.project()).open()) {
      RunRequest request =
          RunRequest.of(
                  Connector.state(models.project(), database),
                  models.requests(options.fullRefresh),
                  reporting.runId(),
                  workspace.shell().clock())
              .claiming(models.landings())
              .endingAtFailure(options.failFast)
              .at(options.threads(models.project()));
      Progress progress = new Progress(workspace, request.models().size(), models.nameWidth());
      outcome = new Runner(database, progress).run(request);
      progress.skipped(outcome);
    }
    return reporting.done(models.project(), outcome, options);
  }
}
