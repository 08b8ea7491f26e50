package dev.accrete.tests.equivalence;

import dev.accrete.tests.engines.RedshiftServer;
import org.junit.jupiter.api.Test;

/** Random histories by the statements and the driver of Redshift; see {@link RedshiftServer}. */
class RedshiftEquivalenceTest {
  private final ServerHistories histories =
      new ServerHistories("redshift", () -> RedshiftServer.fresh("serializable"));

  @Test
  void tablesAndSideTablesEqualWhatTheirSelectsReturn() {
    histories.tablesAndSideTablesEqualWhatTheirSelectsReturn();
  }

  @Test
  void randomModelsThatItTakesEqualTheirSelects() {
    histories.randomModelsThatItTakesEqualTheirSelects();
  }
}
