package dev.accrete.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables of more than a row group: DuckDB 2.0.0 loses such inserts into a table that the same
 * transaction created empty from a SELECT.
 */
class LargeTablesTest {
  @TempDir Path folder;
  private final WrittenPlans plans = new WrittenPlans(Grain.DAY);

  private static void load(Warehouse warehouse, int from, int to) {
    warehouse.sql(
        "INSERT INTO atomic.events SELECT i, TIMESTAMP '2026-01-01' + i * INTERVAL 100 MILLISECOND, 'u' || i,"
            + " 1, TIMESTAMP '2026-01-01' + i * INTERVAL 1 SECOND, '/' FROM range("
            + from
            + ", "
            + to
            + ") AS r(i)");
  }

  @Test
  void runsKeepEveryRow() {
    try (Warehouse warehouse = new Warehouse(folder).withEvents()) {
      load(warehouse, 0, 130_000);
      warehouse.run(plans.sessions(), plans.visitors());
      warehouse.assertGraphUpToDate();
      load(warehouse, 130_000, 260_000);
      ModelRequest sessions = ModelRequest.of(plans.sessions()).maxShare(1);
      ModelRequest visitors = ModelRequest.of(plans.visitors()).maxShare(1);
      RunOutcome outcome = warehouse.run(RunListener.NONE, List.of(sessions, visitors));
      assertThat(outcome.results()).allMatch(r -> r.strategy() == RunStrategy.RECOMPUTE);
      warehouse.assertGraphUpToDate();
    }
  }

  @Test
  void scriptsKeepEveryRow() {
    ScriptWriter writer = new ScriptWriter(Warehouse.TABLES);
    try (Warehouse warehouse = new Warehouse(folder).withEvents()) {
      load(warehouse, 0, 130_000);
      play(warehouse, writer.runFull(List.of(plans.sessions(), plans.visitors())));
      warehouse.assertGraphUpToDate();
      load(warehouse, 130_000, 260_000);
      play(warehouse, writer.run(List.of(plans.sessions(), plans.visitors())));
      warehouse.assertGraphUpToDate();
    }
  }

  private static void play(Warehouse warehouse, String script) {
    try (Session session = warehouse.database.session("script", StatementListener.NONE)) {
      ScriptsTest.split(script).stream().forEach(statement -> session.execute("script", statement));
    }
  }

  @Test
  void manyKeysAreRebuiltInFull() {
    try (Warehouse warehouse = new Warehouse(folder).withEvents()) {
      load(warehouse, 0, 20_000);
      warehouse.run(plans.sessions());
      load(warehouse, 20_000, 27_000);
      ModelResult result = warehouse.run(plans.sessions()).result("sessions");
      assertThat(result.strategy()).isEqualTo(RunStrategy.FULL);
      assertThat(result.reason())
          .isEqualTo("7,000 keys touched of 20,000 stored, more than the share 0.3");
      assertThat(result.keysTouched()).isEqualTo(7_000);
      warehouse.assertUpToDate();
    }
  }
}
