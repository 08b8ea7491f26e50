package dev.accrete.tests.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Time that processors spent, which says more than the wall clock does where others are busy on the
 * same machine.
 */
final class CpuClock {
  private static final long TICKS_PER_SECOND = 100;

  private CpuClock() {}

  /** Of this process, the database's threads included. */
  static Duration own() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Duration.ofNanos(system.getProcessCpuTime());
  }

  /** Of all child processes that ended; zero where the system does not tell. */
  static Duration children() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      // The second field is a name in parentheses; the times of children are fields 16 and 17.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
      return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }
}
