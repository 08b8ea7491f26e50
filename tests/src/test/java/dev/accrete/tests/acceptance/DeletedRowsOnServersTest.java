package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.tests.engines.PostgresServer;
import dev.accrete.tests.engines.RedshiftServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sample of {@link DeletedRowsTest} on a real PostgreSQL, and through Redshift's driver. */
class DeletedRowsOnServersTest {
  private static final int STEPS = Integer.getInteger("accrete.deletions.steps", 8);

  private static Map<String, String> project(String engine, String protocol, String grain) {
    Map<String, String> texts = Deletions.project(grain);
    String target = "engine: " + engine + ", url: 'jdbc:" + protocol + "://localhost/test'";
    texts.computeIfPresent(
        "accrete.yml",
        (path, text) ->
            text.replaceFirst("engine: duckdb, path: [^}]*", target)
                .replace("dialect: duckdb", "dialect: " + engine));
    return texts;
  }

  private static void play(
      Database database, Map<String, String> project, String when, double floor) {
    try (Warehouse warehouse = Warehouse.over(database, project)) {
      DeletionHistory history = new DeletionHistory(warehouse, 2);
      DeletionHistory.Figures figures = history.play(STEPS, when);
      assertThat(figures.wellBehaved()).isPositive();
      assertThat(figures.leastShare()).isGreaterThanOrEqualTo(floor);
    }
  }

  @Test
  void everyTableEqualsItsRebuildOnPostgres() {
    play(PostgresServer.fresh(), project("postgres", "postgresql", "stamp"), "by stamp", 0.8);
    play(PostgresServer.fresh(), project("postgres", "postgresql", "hour"), "by hour", 0);
  }

  @Test
  void everyTableEqualsItsRebuildThroughTheDriverOfRedshift() {
    play(
        RedshiftServer.fresh("repeatable read"),
        project("redshift", "redshift", "stamp"),
        "by stamp",
        0.8);
  }
}
