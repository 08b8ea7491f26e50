package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Capabilities;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the process was started with.
 *
 * @param environment the environment variables
 * @param directory the working directory
 * @param in standard input, for commands that are told to read it
 * @param out standard output, where results go
 * @param err standard error, where everything else goes
 * @param outCapabilities what standard output can show
 * @param errCapabilities what standard error can show
 * @param clock tells the time
 */
record Shell(
    Map<String, String> environment,
    Path directory,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Capabilities outCapabilities,
    Capabilities errCapabilities,
    Clock clock) {
  /** What the launcher is told: how Java is started says nothing of a project. */
  private static final Set<String> LAUNCHER = Set.of("ACCRETE_JAVA_OPTS", "ACCRETE_JAR");

  Shell {
    environment = Map.copyOf(environment);
  }

  /** The variables that a project may see. */
  Map<String, String> projectEnvironment() {
    Map<String, String> variables = new HashMap<>(environment);
    variables.keySet().removeAll(LAUNCHER);
    return variables;
  }

  /**
   * This process. Both streams carry UTF-8 whatever the JVM thinks of the locale: JSON and data
   * must arrive as they are, and what Accrete draws itself keeps to ASCII where the locale does.
   */
  static Shell ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Shell(
        environment,
        Path.of("").toAbsolutePath(),
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Capabilities.of(environment, 1),
        Capabilities.of(environment, 2),
        Clock.systemUTC());
  }

  /** A print stream swallows a broken pipe, as {@code | head} makes it. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13),
        true,
        StandardCharsets.UTF_8);
  }
}
