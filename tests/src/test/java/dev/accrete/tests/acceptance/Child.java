package dev.accrete.tests.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Accrete as a process of its own, from the classes of this build. */
final class Child {
  private final List<String> command = new ArrayList<>();
  private final ProcessBuilder builder;

  private Child(List<String> jvm, List<String> arguments) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.accrete.runtime.cli.Main");
    command.addAll(arguments);
    this.builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("ACCRETE_"));
  }

  /** What a process left. */
  record Outcome(int code, String out, String err) {}

  static Child accrete(String... arguments) {
    return new Child(List.of(), List.of(arguments));
  }

  /** With options for the JVM. */
  static Child accrete(List<String> jvm, String... arguments) {
    return new Child(jvm, List.of(arguments));
  }

  Child in(Path folder) {
    builder.directory(folder.toFile());
    return this;
  }

  Child with(Map<String, String> environment) {
    builder.environment().putAll(environment);
    return this;
  }

  /**
   * Starts it where it hears SIGINT: a process inherits that signals are ignored, and what is
   * started in the background ignores this one.
   */
  Process startHearingSignals() throws IOException {
    if (ignoresInterrupts()) {
      List<String> hearing = new ArrayList<>(List.of("env", "--default-signal=INT"));
      hearing.addAll(command);
      builder.command(hearing);
    }
    return start();
  }

  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  /** Starts it, its output for the caller to read. */
  Process start() throws IOException {
    return builder.redirectErrorStream(true).start();
  }

  /** Runs it to its end. */
  Outcome run() throws IOException {
    return run("");
  }

  /** Runs it to its end, with this as standard input. */
  Outcome run(String input) throws IOException {
    Process process = builder.start();
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    }
    CompletableFuture<String> err =
        CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    String out = read(process.getInputStream());
    try {
      return new Outcome(process.waitFor(), out, err.join());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static String read(java.io.InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The command, for a shell. */
  List<String> command() {
    return List.copyOf(command);
  }
}
