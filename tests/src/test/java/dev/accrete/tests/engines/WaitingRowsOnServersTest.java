package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Waiting;
import dev.accrete.tests.acceptance.WaitingHistory;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Claimed rows that wait for their readers, on PostgreSQL. */
class WaitingRowsOnServersTest {
  private static final int STEPS = Integer.getInteger("accrete.waiting.steps", 12);
  private static final int SEED = Integer.getInteger("accrete.seed", 1);

  @Test
  void aRandomHistoryLeavesEveryTableRight() {
    play(PostgresServer.fresh(), Waiting.onPostgres());
  }

  @Test
  void soDoesOneInTheSqlOfRedshift() {
    play(RedshiftServer.fresh("repeatable read"), Waiting.onRedshift());
  }

  private static void play(Database database, Map<String, String> files) {
    try (Warehouse warehouse = Warehouse.over(database, files)) {
      WaitingHistory history = new WaitingHistory(warehouse, files, SEED);
      history.play(STEPS);
      assertThat(history.counts()).containsKeys("rows wait", "forgotten");
    }
  }

  /** The server cuts names; what waits must be found all the same. */
  @Test
  void rowsOfASourceWithALongNameMoveOn() {
    String name = "com_snowplowanalytics_snowplow_web_page_with_a_long_name_1";
    Map<String, String> files = new TreeMap<>(Waiting.onPostgres());
    files.keySet().removeIf(file -> file.endsWith(".sql"));
    files.put(
        "models/sources.yml",
        "sources:\n  - {name: raw."
            + name
            + ", changes: landing, landing: landing.pages, move: after, columns: {page: varchar(9)}}\n");
    files.put(
        "models/pages.sql",
        "SELECT page, COUNT(*) AS n FROM ${ref('raw." + name + "')} GROUP BY page\n");
    try (Warehouse warehouse = Warehouse.over(PostgresServer.fresh(), files)) {
      for (String table : List.of("raw." + name, "landing.pages")) {
        warehouse.execute("CREATE SCHEMA " + table.substring(0, table.indexOf('.')));
        warehouse.execute("CREATE TABLE " + table + " (page VARCHAR(9))");
      }
      for (int run = 1; run <= 3; run++) {
        warehouse.execute("INSERT INTO landing.pages VALUES ('/" + run + "')");
        assertThat(warehouse.run().result("pages").strategy())
            .isEqualTo(run == 1 ? RunStrategy.FULL : RunStrategy.RECOMPUTE);
        assertThat(warehouse.number("SELECT COUNT(*) FROM raw." + name)).isEqualTo(run);
        assertThat(warehouse.number("SELECT SUM(n) FROM derived.pages")).isEqualTo(run);
      }
    }
  }
}
