package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Capabilities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Runs the command line as a process would, in memory. */
final class Cli {
  private final Path directory;
  private Map<String, String> environment = Map.of();
  private Capabilities capabilities = Capabilities.PLAIN;
  private byte[] input = {};
  private Clock clock = Clock.systemUTC();

  Cli(Path directory) {
    this.directory = directory;
  }

  /** What a command left. */
  record Outcome(int code, String out, String err) {}

  Cli with(String variable, String value) {
    environment = Map.of(variable, value);
    return this;
  }

  /** What standard input gives. */
  Cli reading(byte... bytes) {
    input = bytes.clone();
    return this;
  }

  Cli showing(Capabilities shown) {
    capabilities = shown;
    return this;
  }

  /** As it will be so much later. */
  Cli later(Duration duration) {
    clock = Clock.offset(Clock.systemUTC(), duration);
    return this;
  }

  Outcome run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            environment,
            directory,
            new ByteArrayInputStream(input),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            capabilities,
            capabilities,
            clock);
    int code = CommandRunner.run(shell, arguments);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
