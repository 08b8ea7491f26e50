package dev.accrete.tests.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Accrete as people start it: one process with the launcher's flags, output thrown away. */
record AccreteProcess(Path launcher) {

  /** Runs a command of a project and waits for it. */
  Measured run(Path folder, String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of(launcher.toString(), "-p", folder.toString()));
    all.addAll(List.of(command));
    return time(folder, all);
  }

  /** Runs it with one argument and nothing else. */
  Measured alone(Path folder, String argument) throws IOException {
    return time(folder, List.of(launcher.toString(), argument));
  }

  private static Measured time(Path folder, List<String> command) throws IOException {
    Path log = folder.resolve("process.log");
    Duration cpu = CpuClock.children();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code;
    try {
      code = process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Duration total = Duration.ofNanos(System.nanoTime() - start);
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(log));
    }
    return new Measured(total, CpuClock.children().minus(cpu), Map.of());
  }
}
