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
}
