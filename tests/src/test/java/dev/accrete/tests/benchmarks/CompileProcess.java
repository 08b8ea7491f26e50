package dev.accrete.tests.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code accrete compile} as a process of its own, watched from outside. */
record CompileProcess(Path launcher) {
  private static final long LOOK_MILLIS = 20;

  /**
   * One process.
   *
   * @param peak the most memory that it held at once, in bytes, as the system counts it
   */
  record Seen(Duration total, Duration cpu, long peak) {}

  /**
   * Compiles a project.
   *
   * @param options more options for Java; empty for those that people get
   */
  Seen compile(Path project, String options) throws IOException {
    Path log = project.resolveSibling(project.getFileName() + ".log");
    List<String> command =
        new ArrayList<>(List.of(launcher.toString(), "-p", project.toString(), "compile"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("ACCRETE_JAVA_OPTS", options);
    Duration cpu = CpuClock.children();
    long start = System.nanoTime();
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long peak = 0;
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peak(process.pid()));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Duration total = Duration.ofNanos(System.nanoTime() - start);
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + ": " + Files.readString(log));
    }
    return new Seen(total, CpuClock.children().minus(cpu), peak);
  }

  /** Linux keeps the most that a process ever held; elsewhere it is not known. */
  private static long peak(long process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it has ended
    }
  }
}
