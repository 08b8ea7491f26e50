package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Capabilities;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Makes the command line of the commands that are called, and runs it. */
final class CommandRunner {
  private CommandRunner() {}

  /** Runs one command and returns its exit code. */
  static int run(Shell shell, String... arguments) {
    Interruption interruption = new Interruption(shell);
    int code;
    try {
      Optional<String> called = CommandCatalog.called(arguments);
      called.filter(CommandCatalog::compiles).ifPresent(name -> Warmup.start());
      Set<String> commands = called.map(Set::of).orElseGet(CommandCatalog::names);
      GlobalOptions options = new GlobalOptions();
      Workspace workspace = new Workspace(shell, options, interruption);
      if (called.equals(Optional.of("compile"))) {
        project(shell, arguments).ifPresent(workspace::lookEarly);
      }
      code = commandLine(workspace, options, commands).execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError e) {
      code = FailureHandler.exhausted(shell, e);
    } catch (RuntimeException e) {
      code = new FailureHandler(new Workspace(shell, new GlobalOptions(), interruption)).handle(e);
    }
    shell.out().flush();
    shell.err().flush();
    interruption.over();
    return code;
  }

  /** The command line with some of the commands: making one loads its class. */
  static CommandLine commandLine(Shell shell, Set<String> commands) {
    GlobalOptions options = new GlobalOptions();
    Workspace workspace = new Workspace(shell, options, new Interruption(shell));
    return commandLine(workspace, options, commands);
  }

  /** The project that the arguments seem to name: reading them properly takes a while. */
  private static Optional<Path> project(Shell shell, String[] arguments) {
    Optional<String> variable = Optional.ofNullable(shell.environment().get("ACCRETE_PROJECT"));
    try {
      Optional<Path> named = CommandCatalog.project(arguments).or(() -> variable).map(Path::of);
      return Workspace.findProject(shell, named.orElse(null));
    } catch (InvalidPathException e) {
      return Optional.empty(); // told where they are read
    }
  }

  private static CommandLine commandLine(
      Workspace workspace, GlobalOptions options, Set<String> commands) {
    Shell shell = workspace.shell();
    CommandLine line = new CommandLine(options);
    line.getCommandSpec().version("accrete " + Version.text());
    commands.forEach(name -> line.addSubcommand(name, CommandCatalog.make(name, workspace)));
    line.getSubcommands().values().forEach(CommandRunner::arrange);
    Capabilities shown = shell.outCapabilities();
    Help.Ansi ansi = shown.colour() ? Help.Ansi.ON : Help.Ansi.OFF;
    // These are passed on to subcommands, which have to be there by now.
    line.setOut(new PrintWriter(shell.out(), true))
        .setErr(new PrintWriter(shell.err(), true))
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Math.max(80, Math.min(110, shown.width())))
        .setColorScheme(Help.defaultColorScheme(ansi))
        .setDefaultValueProvider(new EnvironmentDefaults(shell.environment()))
        .setParameterExceptionHandler(new MisuseHandler(shell))
        .setExecutionExceptionHandler(new FailureHandler(workspace));
    return line;
  }

  /** A command's own options stand before those that all have. */
  private static void arrange(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .sortOptions(false)
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n");
  }
}
