package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Claimed rows that come into their source's own table when all readers have taken them in. */
class WaitingRowsTest {
  private static final int HISTORIES = Integer.getInteger("accrete.waiting.histories", 1);
  private static final int STEPS = 12;
  private static final int SEED = Integer.getInteger("accrete.seed", 1);

  @Test
  void randomHistoriesLeaveEveryTableRight() {
    Map<String, Long> counts = new TreeMap<>();
    for (int seed = SEED; seed < SEED + HISTORIES; seed++) {
      Map<String, String> files = Waiting.onDuckDb();
      try (Warehouse warehouse = Warehouse.inMemory(files)) {
        WaitingHistory history = new WaitingHistory(warehouse, files, seed);
        try {
          history.play(STEPS);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
        history.counts().forEach((what, times) -> counts.merge(what, times, Long::sum));
      }
    }
    assertThat(counts).containsKeys("rows wait", "forgotten");
  }
}
