package dev.accrete.runtime.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code accrete completion}: a script that completes commands and options in bash and zsh. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(accrete completion)                       for this shell",
      "  accrete completion > /etc/bash_completion.d/accrete   for all",
    })
final class CompletionCommand implements Callable<Integer> {
  private final Workspace workspace;

  CompletionCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    CommandLine whole = CommandRunner.commandLine(workspace.shell(), CommandCatalog.names());
    workspace.shell().out().print(AutoComplete.bash("accrete", whole));
    return ExitCode.DONE;
  }
}
