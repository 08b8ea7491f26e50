package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.tests.acceptance.Waiting;
import dev.accrete.tests.acceptance.WaitingHistory;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Claimed rows that wait for their readers, on PostgreSQL. */
class WaitingRowsOnServersTest {
  private static final int STEPS = Integer.getInteger("accrete.waiting.steps", 12);
  private static final int SEED = Integer.getInteger("accrete.seed", 1);

  @Test
  void aRandomHistoryLeavesEveryTableRight() {
    Map<String, String> files = Waiting.onPostgres();
    try (Warehouse warehouse = Warehouse.over(PostgresServer.fresh(), files)) {
      WaitingHistory history = new WaitingHistory(warehouse, files, SEED);
      history.play(STEPS);
      assertThat(history.counts()).containsKeys("rows wait", "script", "fault");
    }
  }
}
