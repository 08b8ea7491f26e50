package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.sample.SampleColumns;
import dev.accrete.tests.acceptance.Fault.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Something goes wrong, or something is loaded, at every statement of an incremental run of the
 * shipped models.
 */
class FaultsTest {
  /** 1 tries every kind of fault before and after each statement; more leaves some out. */
  private static final int STRIDE = Integer.getInteger("accrete.faults.stride", 23);

  @TempDir private Path folder;
  private Warehouse warehouse = Warehouse.inMemory(ShippedModels.visits(SampleColumns.TYPES));
  private int processes;

  @BeforeEach
  void open() {
    warehouse = Warehouse.inMemory(ShippedModels.visits(SampleColumns.TYPES));
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void everyTableIsRightAfterAFaultAndARerun() throws IOException {
    EventPool pool = EventPool.fill(warehouse, 5, 300, 300, folder);
    int statements = statements(pool);
    int faults = 0;
    for (int number = 0; number < 6 * statements; number += STRIDE) {
      Kind kind = Kind.values()[number % 3];
      Fault fault = new Fault(kind, number / 6 + 1, number / 3 % 2 == 1);
      pool.load();
      runInto(fault);
      faults += fault.happened() ? 1 : 0;
      assertRerunIsRight(fault.where());
    }
    System.out.printf(
        "faults: %d in runs of %d statements, each followed by a run and 8 comparisons%n",
        faults, statements);
    assertThat(faults).isGreaterThan(3 * statements / STRIDE);
  }

  /** How many statements an incremental run has in which every model has something to do. */
  private int statements(EventPool pool) {
    assertThat(warehouse.run().succeeded()).isTrue();
    int most = 0;
    for (int run = 0; run < 3; run++) {
      pool.load();
      int[] count = {0};
      warehouse.run(
          new RunListener() {
            @Override
            public void before(String purpose, String sql) {
              count[0]++;
            }
          });
      most = Math.max(most, count[0]);
    }
    return most;
  }

  private RunRequest asNewProcess() {
    return warehouse.request(new HashSet<>(warehouse.models())).as("process " + ++processes);
  }

  private void runInto(Fault fault) {
    try {
      warehouse.run(fault, asNewProcess());
    } catch (EngineException | IllegalStateException | Fault.Crash e) {
      assertThat(fault.happened()).as(e.toString()).isTrue();
    }
  }

  private void assertRerunIsRight(String where) {
    RunOutcome outcome = warehouse.run(RunListener.NONE, asNewProcess());
    assertThat(outcome.results()).as(where).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse, where);
  }

  @Test
  void everyTableIsRightAfterALoadAmidARunAndANextRun() throws IOException {
    EventPool pool = EventPool.fill(warehouse, 6, 300, 300, folder);
    int statements = statements(pool);
    int loads = 0;
    for (int at = 1; at <= statements; at += (STRIDE + 1) / 2) {
      Intruder intruder = new Intruder(pool, at);
      pool.load();
      RunOutcome outcome = warehouse.run(intruder);
      assertThat(outcome.results()).as(intruder.where).allMatch(ModelResult::succeeded);
      loads += intruder.where.isEmpty() ? 0 : 1;
      assertRerunIsRight(intruder.where);
    }
    System.out.printf("loads amid runs: %d, each followed by a run and 8 comparisons%n", loads);
    assertThat(loads).isGreaterThan(statements / (STRIDE + 1));
  }

  /** Loads once, before one statement of a run. */
  private static final class Intruder implements RunListener {
    private final EventPool pool;
    private final int at;
    private int statements;
    private String where = "";

    Intruder(EventPool pool, int at) {
      this.pool = pool;
      this.at = at;
    }

    @Override
    public void before(String purpose, String sql) {
      if (++statements == at) {
        where = "a load before statement " + at + ", " + purpose;
        pool.load();
      }
    }
  }
}
