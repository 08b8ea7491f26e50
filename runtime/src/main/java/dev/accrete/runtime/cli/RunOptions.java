package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a run that is carried out or planned. */
final class RunOptions {
  @Option(
      names = "--full-refresh",
      description =
          "Rebuilds the selected models, whatever is pending; with -s also in place of tables that"
              + " Accrete did not make.")
  boolean fullRefresh;

  @Option(names = "--fail-fast", description = "Starts no model after one failed.")
  boolean failFast;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many models are at work at a time, each over a connection of its own; 1, or what the"
              + " target says.")
  @Nullable Integer threads;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description =
          "How the run is told while it goes on: text, or a JSON object a line on standard error.")
  String logFormat = "text";

  /** Whether the run is told to programs. */
  boolean logsJson() {
    return logFormat.equals("json");
  }

  void check() {
    if (!logFormat.equals("text") && !logFormat.equals("json")) {
      throw CommandFailure.misuse("--log-format is text or json, not " + logFormat, null);
    }
    if (threads != null && threads < 1) {
      throw CommandFailure.misuse("--threads must be 1 or more", null);
    }
  }

  /** How many models are at work at a time, by the option or else by the target. */
  int threads(CompiledProject project) {
    String ofTarget = project.target().connection().get("threads");
    return threads != null ? threads : ofTarget == null ? 1 : Integer.parseInt(ofTarget);
  }
}
