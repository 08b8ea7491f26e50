package dev.accrete.tests.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.engines.PostgresServer;

/** A database of a PostgreSQL that lives on. */
final class PostgresSite implements Site {
  private static final int PATIENCE = 200;

  private final String url = PostgresServer.freshUrl();

  @Override
  public String target() {
    return "engine: postgres, url: \"jdbc:postgresql://localhost/killed\"";
  }

  @Override
  public String address() {
    return url;
  }

  @Override
  public Database open() {
    return PostgresServer.at(url);
  }

  @Override
  public boolean oneProcess() {
    return false;
  }

  /** Ends every connection of a run, as an administrator does. */
  @Override
  public void strike() {
    try (Session session = open().session("strike", StatementListener.NONE)) {
      session.query(
          "strike",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
              + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
              + " AND query NOT LIKE '/* test */%'",
          row -> row.text(1));
    }
  }

  @Override
  public void assertNobodyIsLeft(Warehouse warehouse, String when) {
    // A connection whose client is gone ends with its statement.
    String left =
        "SELECT COUNT(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
            + " WHERE c.relkind = 'r' AND n.nspname LIKE 'pg\\_temp\\_%'"
            + " AND n.oid <> pg_my_temp_schema()";
    String sessions =
        "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND query LIKE '/* accrete run %' AND pid <> pg_backend_pid()";
    for (int wait = 0; wait < PATIENCE; wait++) {
      if (warehouse.number(left) == 0 && warehouse.number(sessions) == 0) {
        return;
      }
      pause();
    }
    assertThat(warehouse.number(left)).as("%s: temporary tables of dead runs", when).isZero();
    assertThat(warehouse.number(sessions)).as("%s: connections of dead runs", when).isZero();
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    PostgresServer.drop(url);
  }
}
