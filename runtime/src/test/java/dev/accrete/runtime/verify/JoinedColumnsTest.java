package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rows of two sources meet where models join them, also where one column is a load's stamp. */
class JoinedColumnsTest {
  private static final int CASES = Integer.getInteger("accrete.cases", 5);

  private static final String SOURCES =
      """
      sources:
        - name: raw.events
          loaded_at: etl
          columns:
            event_id: {type: varchar(36), nullable: false}
            collected: timestamp
            kind: {type: varchar(20)}
            agent: {type: varchar(200)}
            etl: timestamp
        - name: raw.contexts
          loaded_at: {column: root_tstamp, grain: hour}
          columns:
            root_id: {type: varchar(36)}
            root_tstamp: timestamp
            page: {type: varchar(36)}
      """;

  private static final String VIEWS =
      """
      SELECT c.page, MIN(e.collected) AS first_seen, COUNT(*) AS events
      FROM ${ref('events')} AS e
      JOIN ${ref('raw.contexts')} AS c ON c.root_id = e.id AND c.root_tstamp = e.seen
      WHERE e.kind = 'page_view'
        AND NOT CASE WHEN e.agent LIKE '%bot%' THEN TRUE WHEN e.agent LIKE '%crawl%' THEN TRUE
          WHEN e.agent LIKE '%spider%' THEN TRUE WHEN e.agent LIKE '%slurp%' THEN TRUE
          WHEN e.agent LIKE '%archiv%' THEN TRUE WHEN e.agent LIKE '%check%' THEN TRUE
          WHEN e.agent LIKE '%index%' THEN TRUE ELSE FALSE END
      GROUP BY c.page
      """;

  private static Map<String, String> project(String sources) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        """
        name: joined
        schema: derived
        dialect: duckdb
        target: dev
        targets:
          dev: {engine: duckdb, path: target/dev.duckdb}
        """);
    files.put("models/sources.yml", sources);
    files.put(
        "models/events.sql",
        "SELECT event_id AS id, collected AS seen, collected, kind, agent"
            + " FROM ${ref('raw.events')}");
    files.put("models/views.sql", VIEWS);
    return files;
  }

  @Test
  void anEventMeetsTheContextThatWasLoadedUnderItsTime() {
    Tally.ModelCounts views =
        Objects.requireNonNull(
            Equivalence.of(project(SOURCES))
                .withoutOptimizers()
                .cases(CASES)
                .run()
                .orThrow()
                .tally()
                .models()
                .get("views"));
    assertThat(views.changed()).isGreaterThanOrEqualTo(10);
    assertThat(views.filled()).isGreaterThanOrEqualTo(15);
  }

  @Test
  void keysStillTellRowsApart() {
    String keyed =
        SOURCES.replace("loaded_at: etl\n", "loaded_at: etl\n    unique_key: event_id\n");
    assertThat(keyed).isNotEqualTo(SOURCES);
    Map<String, String> files = project(keyed);
    files.put(
        "models/twice.sql",
        "SELECT event_id, COUNT(*) AS times FROM ${ref('raw.events')} GROUP BY event_id"
            + " HAVING COUNT(*) > 1");
    Map<String, Tally.ModelCounts> models =
        Equivalence.of(files).withoutOptimizers().cases(CASES).run().orThrow().tally().models();
    assertThat(Objects.requireNonNull(models.get("twice")).filled()).isZero();
    assertThat(Objects.requireNonNull(models.get("views")).changed()).isPositive();
  }
}
