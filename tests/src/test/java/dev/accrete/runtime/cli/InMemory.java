package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Capabilities;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Runs the command line without a process. It stands in this package because the command line is
 * nobody's library.
 */
public final class InMemory {
  private InMemory() {}

  /** What a command left. */
  public record Outcome(int code, String out, String err) {}

  /** Runs one command in a folder, with these environment variables alone. */
  public static Outcome run(Path folder, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            environment,
            folder,
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Capabilities.PLAIN,
            Capabilities.PLAIN,
            Clock.systemUTC());
    int code = CommandRunner.run(shell, arguments);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
