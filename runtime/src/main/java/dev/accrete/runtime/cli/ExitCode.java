package dev.accrete.runtime.cli;

/** What a command's exit code says to scripts. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** The project does not compile, a model or a load failed, relations differ. */
  static final int FAILED = 1;

  /** The command was misused, there is no connection, or Accrete itself failed. */
  static final int MISUSE = 2;

  /** Another runner holds the lock, or another process the database file. */
  static final int BUSY = 3;

  /**
   * Ctrl-C, which is 128 and the number of its signal; a process that another signal ends has that
   * one's.
   */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
