package dev.accrete.tests.equivalence;

import dev.accrete.tests.engines.PostgresServer;
import org.junit.jupiter.api.Test;

/** Random histories on a real PostgreSQL. */
class PostgresEquivalenceTest {
  private final ServerHistories histories = new ServerHistories("postgres", PostgresServer::fresh);

  @Test
  void tablesAndSideTablesEqualWhatTheirSelectsReturn() {
    histories.tablesAndSideTablesEqualWhatTheirSelectsReturn();
  }

  @Test
  void randomModelsThatItTakesEqualTheirSelects() {
    histories.randomModelsThatItTakesEqualTheirSelects();
  }
}
