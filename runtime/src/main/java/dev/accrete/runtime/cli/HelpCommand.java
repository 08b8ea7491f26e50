package dev.accrete.runtime.cli;

import dev.accrete.compiler.diagnostic.Nearest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code accrete help}: all commands, or one in detail. */
@Command(
    name = "help",
    description = "Shows all commands, or one in detail.",
    footerHeading = "%nExamples:%n",
    footer = {"  accrete help", "  accrete help run"})
final class HelpCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command.")
  private @Nullable String command;

  HelpCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    CommandLine whole = CommandRunner.commandLine(workspace.shell(), CommandCatalog.names());
    CommandLine shown = command == null ? whole : whole.getSubcommands().get(command);
    if (shown == null) {
      throw CommandFailure.misuse(
          "no command " + command, Nearest.hint(String.valueOf(command), CommandCatalog.names()));
    }
    shown.usage(whole.getOut(), whole.getColorScheme());
    return ExitCode.DONE;
  }
}
