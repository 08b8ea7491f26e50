package dev.accrete.runtime.execute;

import dev.accrete.compiler.load.SourceDeclaration.Grain;
import java.nio.file.Path;

/** Not a test: times the statements of a full and an incremental run over ten million events. */
final class TenMillionProbe {
  public static void main(String[] arguments) {
    WrittenPlans plans = new WrittenPlans(Grain.HOUR);
    try (Warehouse warehouse = new Warehouse(Path.of(arguments[0]))) {
      long known =
          warehouse.number(
              "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'events'");
      if (known == 0) {
        warehouse.withEvents();
        load(warehouse, 0, 10_000_000);
      }
      if (warehouse.number(
              "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'sessions'")
          == 0) {
        time(warehouse, plans);
      }
      for (int i = 0; i < 2; i++) {
        load(warehouse, warehouse.number("SELECT COUNT(*) FROM atomic.events"), 100_000);
        time(warehouse, plans);
      }
      time(warehouse, plans);
    }
  }

  private static void load(Warehouse warehouse, long from, long rows) {
    warehouse.sql(
        "INSERT INTO atomic.events SELECT i, TIMESTAMP '2026-01-01' + i * INTERVAL 259 MILLISECOND,"
            + " 'u' || CAST((i + (i % 7) * 5000) // 40 AS VARCHAR), CAST((i // 4) % 5 AS INTEGER), TIMESTAMP '2026-01-01' + i * INTERVAL 250 MILLISECOND,"
            + " md5(CAST(i % 1000 AS VARCHAR)) FROM range("
            + from
            + ", "
            + (from + rows)
            + ") AS r(i)");
  }

  private static void time(Warehouse warehouse, WrittenPlans plans) {
    Timing timing = new Timing();
    long start = System.nanoTime();
    RunOutcome outcome = warehouse.run(timing, plans.sessions(), plans.visitors());
    System.out.printf(
        "== %.0f ms, %d statements: %s%n",
        (System.nanoTime() - start) / 1e6, timing.statements, outcome.results());
  }

  private static final class Timing implements RunListener {
    private long start;
    private int statements;

    @Override
    public void before(String purpose, String sql) {
      start = System.nanoTime();
    }

    @Override
    public void after(String purpose, String sql) {
      statements++;
      double ms = (System.nanoTime() - start) / 1e6;
      if (ms > 4) {
        System.out.printf("  %7.1f ms  %s%n", ms, purpose);
      }
    }
  }
}
