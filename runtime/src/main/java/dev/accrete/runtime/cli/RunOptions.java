package dev.accrete.runtime.cli;

import picocli.CommandLine.Option;

/** The options of a run that is carried out or planned. */
final class RunOptions {
  @Option(
      names = "--full-refresh",
      description = "Rebuilds the selected models, whatever is pending.")
  boolean fullRefresh;

  @Option(names = "--fail-fast", description = "Starts no model after one failed.")
  boolean failFast;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Accepted for scripts; this version runs one model after the other.")
  int threads = 1;

  void check() {
    if (threads < 1) {
      throw CommandFailure.misuse("--threads must be 1 or more", null);
    }
  }
}
