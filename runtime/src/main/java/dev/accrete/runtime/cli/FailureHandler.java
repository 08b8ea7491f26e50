package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.select.SelectionException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one line and an exit code; nobody is shown a stack trace. */
final class FailureHandler implements IExecutionExceptionHandler {
  private final Workspace workspace;

  FailureHandler(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public int handleExecutionException(
      Exception problem, CommandLine command, ParseResult arguments) {
    return handle(problem);
  }

  /** Shows one line and gives the exit code. */
  int handle(Exception problem) {
    PrintStream err = workspace.shell().err();
    if (problem instanceof CommandFailure failure) {
      err.println("accrete: " + SafeText.oneLine(failure.line()));
      return failure.exitCode();
    }
    if (problem instanceof SelectionException selection) {
      String hint = selection.hint().map(text -> "; " + text).orElse("");
      err.println("accrete: " + SafeText.oneLine(selection.getMessage() + hint));
      return ExitCode.MISUSE;
    }
    err.println("accrete: " + FailureLog.record(workspace, problem));
    return ExitCode.MISUSE;
  }

  /** The line for a machine that is too small for a project. */
  static int exhausted(Shell shell, VirtualMachineError problem) {
    boolean memory = problem instanceof OutOfMemoryError;
    shell
        .err()
        .println(
            "accrete: "
                + (memory
                    ? "out of memory; give it more with ACCRETE_JAVA_OPTS=-Xmx4g"
                    : "nested too deeply for this machine's stack; ACCRETE_JAVA_OPTS=-Xss16m"));
    return ExitCode.MISUSE;
  }
}
