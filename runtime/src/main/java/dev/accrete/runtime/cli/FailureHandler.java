package dev.accrete.runtime.cli;

import dev.accrete.runtime.artifact.TargetFolder;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.DatabaseInUseException;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.LockHeldException;
import dev.accrete.runtime.select.SelectionException;
import dev.accrete.runtime.state.StateTooNewException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command threw into one line and an exit code; nobody is shown a stack trace. */
final class FailureHandler implements IExecutionExceptionHandler {
  private static final String FULL = "No space left on device";

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
    if (problem instanceof CommandFailure failure) {
      return fail(failure.line(), failure.exitCode());
    }
    if (problem instanceof DatabaseInUseException || problem instanceof LockHeldException) {
      return fail(String.valueOf(problem.getMessage()), ExitCode.BUSY);
    }
    if (problem instanceof CancelledException) {
      return fail(problem.getMessage() + "; what was begun is taken back", ExitCode.INTERRUPTED);
    }
    if (problem instanceof EngineException || problem instanceof StateTooNewException) {
      return fail(String.valueOf(problem.getMessage()), ExitCode.MISUSE);
    }
    if (problem instanceof SelectionException selection) {
      String hint = selection.hint().map(text -> "; " + text).orElse("");
      return fail(selection.getMessage() + hint, ExitCode.MISUSE);
    }
    if (problem instanceof TargetFolder.LinkInTheWay) {
      return fail(String.valueOf(problem.getMessage()), ExitCode.MISUSE);
    }
    if (problem instanceof FileSystemException file) {
      return fail("cannot use the file " + file.getFile() + ": " + reason(file), ExitCode.MISUSE);
    }
    if (problem instanceof IOException && String.valueOf(problem.getMessage()).contains(FULL)) {
      return fail("a file could not be written: the disk is full", ExitCode.MISUSE);
    }
    return fail(FailureLog.record(workspace, problem), ExitCode.MISUSE);
  }

  private static String reason(FileSystemException problem) {
    if (problem instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (problem instanceof NoSuchFileException) {
      return "there is no such file";
    }
    String reason = problem.getReason();
    return reason == null ? "the system refused" : reason;
  }

  private int fail(String line, int exitCode) {
    workspace.say(workspace.scrub(SafeText.oneLine(line)));
    return exitCode;
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
