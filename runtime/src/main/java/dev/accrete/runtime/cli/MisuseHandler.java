package dev.accrete.runtime.cli;

import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.runtime.cli.terminal.SafeText;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers arguments that no command understands with one line that names the nearest. */
final class MisuseHandler implements IParameterExceptionHandler {
  private final Shell shell;

  MisuseHandler(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int handleParseException(ParameterException problem, String[] arguments) {
    CommandLine command = problem.getCommandLine();
    if (command.getParent() == null && arguments.length == 0) {
      command.usage(shell.err());
      return ExitCode.MISUSE;
    }
    String line = problem.getMessage() + hint(null, command);
    if (problem instanceof UnmatchedArgumentException unmatched) {
      line = unmatched(unmatched);
    } else if (problem instanceof MissingParameterException missing) {
      line = missing(missing);
    }
    shell.err().println("accrete: " + SafeText.oneLine(String.valueOf(line)));
    return ExitCode.MISUSE;
  }

  private static String missing(MissingParameterException problem) {
    CommandLine command = problem.getCommandLine();
    String wanted =
        problem.getMissing().stream()
            .map(
                argument ->
                    argument instanceof OptionSpec option
                        ? option.longestName() + " " + option.paramLabel()
                        : argument.paramLabel())
            .collect(Collectors.joining(" and "));
    return command.getCommandName() + " needs " + wanted + hint(null, command);
  }

  private static String unmatched(UnmatchedArgumentException problem) {
    CommandLine command = problem.getCommandLine();
    String first = problem.getUnmatched().get(0);
    boolean root = command.getParent() == null;
    if (first.startsWith("-") && first.length() > 1) {
      String option = first.replaceFirst("=.*", "");
      return "no option "
          + option
          + (root ? "" : " in " + command.getCommandName())
          + hint(Nearest.hint(option, options(command)), command);
    }
    if (!root) {
      return command.getCommandName() + " does not take " + first + hint(null, command);
    }
    if (CommandCatalog.LATER.contains(first)) {
      return "the command " + first + " is not there yet; accrete help lists what is";
    }
    return "no command " + first + hint(Nearest.hint(first, CommandCatalog.names()), command);
  }

  private static String hint(@Nullable String nearest, CommandLine command) {
    if (nearest != null) {
      return "; " + nearest;
    }
    String help = command.getParent() == null ? "" : " " + command.getCommandName();
    return "; accrete help" + help + " lists what there is";
  }

  private static Set<String> options(CommandLine command) {
    Set<String> names = new TreeSet<>();
    command.getCommandSpec().options().forEach(o -> names.addAll(List.of(o.names())));
    return names;
  }
}
