package dev.accrete.tests.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code accrete compile}, or what is compared with it, as a process of its own, watched from
 * outside.
 */
record CompileProcess(Path launcher) {
  private static final long LOOK_MILLIS = 20;
  private static final Pattern OPTIONS = Pattern.compile("(?m)^options='(.*)'$");

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
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "-p", project.toString(), "compile");
    builder.environment().put("ACCRETE_JAVA_OPTS", options);
    return watch(builder, project);
  }

  /**
   * The parts of compiling a project that cannot be left out, with the launcher's options for Java.
   *
   * @param last the last of the parts
   * @param sizes the sizes of the files that are written for a model
   */
  Seen floor(Path project, CompileFloor.Step last, List<Long> sizes) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(CompileFloor.class.getName(), project.toString(), last.name()));
    sizes.forEach(size -> command.add(size.toString()));
    return watch(new ProcessBuilder(command), project);
  }

  private List<String> javaOptions() throws IOException {
    Matcher options = OPTIONS.matcher(Files.readString(launcher));
    if (!options.find()) {
      throw new IllegalStateException("no options in " + launcher);
    }
    return List.of(options.group(1).split(" "));
  }

  private static Seen watch(ProcessBuilder builder, Path project) throws IOException {
    Path log = project.resolveSibling(project.getFileName() + ".log");
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
      throw new IllegalStateException(builder.command() + ": " + Files.readString(log));
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
