package dev.accrete.runtime.cli;

import java.io.IOException;
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
    return dryRun
        ? new Planning(workspace, selection, options).call()
        : new ProjectRun(workspace, selection, options).call();
  }
}
