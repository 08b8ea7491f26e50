package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Capabilities;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** Where the command line begins. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      // Answered before anything else is loaded: scripts ask it often.
      System.out.println("accrete " + Version.text());
      return;
    }
    System.exit(run(Shell.ofProcess(), arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(Shell shell, String... arguments) {
    GlobalOptions options = new GlobalOptions();
    Workspace workspace = new Workspace(shell, options);
    Optional<String> called = CommandCatalog.called(arguments);
    CommandLine line = new CommandLine(options);
    configure(line, shell);
    Set<String> names = called.map(Set::of).orElseGet(CommandCatalog::names);
    names.forEach(name -> line.addSubcommand(name, CommandCatalog.make(name, workspace)));
    settings(line, shell, workspace);
    int code = line.execute(arguments);
    shell.out().flush();
    shell.err().flush();
    return code;
  }

  /** What has to be set before subcommands are added. */
  private static void configure(CommandLine line, Shell shell) {
    line.getCommandSpec().version("accrete " + Version.text());
    line.addSubcommand("help", new CommandLine.HelpCommand());
  }

  /** What is passed on to subcommands, which have to be there. */
  private static void settings(CommandLine line, Shell shell, Workspace workspace) {
    Capabilities shown = shell.outCapabilities();
    line.setOut(new java.io.PrintWriter(shell.out(), true))
        .setErr(new java.io.PrintWriter(shell.err(), true))
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Math.max(80, Math.min(120, shown.width())))
        .setUsageHelpLongOptionsMaxWidth(28)
        .setColorScheme(
            Help.defaultColorScheme(shown.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setDefaultValueProvider(new EnvironmentDefaults(shell.environment()))
        .setParameterExceptionHandler(new MisuseHandler(shell))
        .setExecutionExceptionHandler(new FailureHandler(workspace));
  }
}
