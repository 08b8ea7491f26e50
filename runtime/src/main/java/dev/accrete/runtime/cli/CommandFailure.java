package dev.accrete.runtime.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with one line for people and an exit code. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final @Nullable String hint;

  private CommandFailure(int exitCode, String message, @Nullable String hint) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  /** The command was misused. */
  static CommandFailure misuse(String message, @Nullable String hint) {
    return new CommandFailure(ExitCode.MISUSE, message, hint);
  }

  /** What the command was to do failed. */
  static CommandFailure failed(String message, @Nullable String hint) {
    return new CommandFailure(ExitCode.FAILED, message, hint);
  }

  /** Somebody else is at it. */
  static CommandFailure busy(String message) {
    return new CommandFailure(ExitCode.BUSY, message, null);
  }

  int exitCode() {
    return exitCode;
  }

  /** The whole line: what happened, and what to do about it. */
  String line() {
    return hint == null ? getMessage() + "" : getMessage() + "; " + hint;
  }
}
