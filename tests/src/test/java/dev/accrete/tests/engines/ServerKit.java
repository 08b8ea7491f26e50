package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunListener;
import org.junit.jupiter.api.Test;

/** What an engine that is a server has to pass besides: it may end a connection at any moment. */
abstract class ServerKit extends EngineKit {
  @Test
  void afterAConnectionThatTheServerDropsTheNextRunIsRight() {
    int statements = statements();
    int drops = 0;
    for (int at = 1; at <= statements; at += STRIDE / 4) {
      Drop drop = new Drop(at);
      change(at + 2_000);
      runInto(drop);
      drops += drop.where.isEmpty() ? 0 : 1;
      lapse();
      run(drop.where);
    }
    System.out.printf("connections dropped: %d, each followed by a run%n", drops);
    assertThat(drops).isGreaterThan(2 * statements / STRIDE);
  }

  /** Has the server end the run's connection before one statement. */
  private final class Drop implements RunListener {
    private final int at;
    private int statements;
    private String where = "";

    Drop(int at) {
      this.at = at;
    }

    @Override
    public void before(String purpose, String sql) {
      if (++statements == at) {
        where = "a connection dropped before statement " + at + ", " + purpose;
        warehouse()
            .number(
                "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
      }
    }
  }
}
