package dev.accrete.tests.benchmarks;

import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What the figures were taken on. */
public final class Machine {
  private Machine() {}

  /** Processor, memory and versions, in one line. */
  public static String facts() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores; %s memory; %s %s; Java %s; DuckDB %s",
        fromFile("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        fromFile("/proc/meminfo", "MemTotal"),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"),
        duckDb());
  }

  private static String duckDb() {
    try (DuckDbDatabase database = DuckDbDatabase.inMemory();
        Session session = database.session("version", StatementListener.NONE)) {
      return session
          .first("ask for the version", "SELECT version()", row -> row.text(1))
          .orElse("unknown");
    }
  }

  /** How busy the machine is at the moment: the load average over a minute. */
  public static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String fromFile(String file, String key) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(key))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
