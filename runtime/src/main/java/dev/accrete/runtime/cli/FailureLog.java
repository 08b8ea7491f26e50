package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps the details of a failure that nobody foresaw, for a bug report. */
final class FailureLog {
  private FailureLog() {}

  /** Appends the details to {@code target/accrete.log} and returns the line to show. */
  static String record(Workspace workspace, Throwable problem) {
    StringWriter trace = new StringWriter();
    problem.printStackTrace(new PrintWriter(trace, true));
    String details =
        workspace.shell().clock().instant() + " accrete " + Version.text() + "\n" + trace + "\n";
    String summary = workspace.scrub(SafeText.oneLine(summary(problem)));
    try {
      Path log = log(workspace);
      Files.writeString(
          log,
          workspace.scrub(details),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return "failed unexpectedly: " + summary + "; details are in " + log;
    } catch (IOException e) {
      return "failed unexpectedly: "
          + summary
          + "; the details could not be written: "
          + e.getMessage();
    }
  }

  private static String summary(Throwable problem) {
    String message = problem.getMessage();
    String first = message == null ? "" : message.strip().lines().findFirst().orElse("");
    return first.isEmpty() ? problem.getClass().getSimpleName() : first;
  }

  private static Path log(Workspace workspace) throws IOException {
    Path target = workspace.existingTargetFolder().orElse(null);
    return target == null
        ? Files.createTempFile("accrete-", ".log")
        : target.resolve("accrete.log");
  }
}
