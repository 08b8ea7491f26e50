package dev.accrete.runtime.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code accrete plan}: what a run would do. */
@Command(
    name = "plan",
    description = {
      "Says what a run would do: for each model the strategy, the rows that wait, which readers it"
          + " reaches, and why.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete plan",
      "  accrete plan -s visitors --full-refresh",
    })
final class PlanCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Mixin private RunOptions options = new RunOptions();

  PlanCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    options.check();
    return new Planning(workspace, selection, options).call();
  }
}
