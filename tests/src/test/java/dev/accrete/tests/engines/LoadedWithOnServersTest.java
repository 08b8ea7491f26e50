package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.tests.acceptance.ContextHistory;
import dev.accrete.tests.acceptance.Contexts;
import dev.accrete.tests.acceptance.Warehouse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contexts that are loaded with events, on PostgreSQL. */
class LoadedWithOnServersTest {
  private static final int STEPS = Integer.getInteger("accrete.contexts.steps", 5);

  @ParameterizedTest
  @CsvSource({"stamp, 11", "hour, 12"})
  void randomHistoriesLeaveEveryTableRight(String grain, long seed) {
    try (Warehouse warehouse = Warehouse.over(PostgresServer.fresh(), Contexts.onPostgres(grain))) {
      ContextHistory history = new ContextHistory(warehouse, seed, seed % 2 == 0);
      history.play(STEPS);
      assertThat(history.incremental()).isGreaterThan(STEPS);
    }
  }
}
