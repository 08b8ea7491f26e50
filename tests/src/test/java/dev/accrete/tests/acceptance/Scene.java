package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Visits to a small site, its users and whom it blocks, and models of them: what happens is told in
 * the words of the scenario, and each run is compared with the models' SELECTs.
 */
final class Scene implements AutoCloseable {
  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: scene
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: web.visits
              loaded_at: etl
              columns:
                id: {type: integer}
                session: {type: varchar}
                person: {type: integer}
                page: {type: varchar}
                seen: {type: timestamp}
            - name: crm.people
              changes: snapshot
              columns:
                person: {type: integer}
                country: {type: varchar}
                score: {type: integer}
            - name: crm.blocked
              changes: snapshot
              columns:
                person: {type: integer}
          """);

  private final Warehouse warehouse;
  private int batches;
  private int runs;

  private Scene(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** With models: name and text in turn. */
  static Scene of(String... models) {
    Map<String, String> files = new HashMap<>(FILES);
    for (int i = 0; i < models.length; i += 2) {
      files.put("models/" + models[i] + ".sql", models[i + 1]);
    }
    Scene scene = new Scene(Warehouse.inMemory(files));
    scene.happens("CREATE SCHEMA web", "CREATE SCHEMA crm");
    scene.happens(
        "CREATE TABLE web.visits (id INTEGER, session VARCHAR, person INTEGER, page VARCHAR, seen"
            + " TIMESTAMP, etl TIMESTAMP)",
        "CREATE TABLE crm.people (person INTEGER, country VARCHAR, score INTEGER)",
        "CREATE TABLE crm.blocked (person INTEGER)");
    return scene;
  }

  /** Visits {@code (id, session, person, page, seen)} arrive in a batch of their own. */
  Scene visits(String... rows) {
    batches++;
    for (String row : rows) {
      happens(
          "INSERT INTO web.visits SELECT *, TIMESTAMP '2026-05-01' + INTERVAL "
              + batches
              + " HOUR FROM (VALUES ("
              + row
              + "))");
    }
    return this;
  }

  /** Somebody changes the tables beside Accrete. */
  Scene happens(String... statements) {
    for (String statement : statements) {
      warehouse.execute(statement);
    }
    return this;
  }

  /** The first run, which fills the tables. */
  Scene filled() {
    run(RunStrategy.FULL);
    return this;
  }

  /**
   * Runs; each model must take that strategy, or the one that adds rows where it recomputes, and
   * equal its SELECT.
   */
  Scene run(RunStrategy strategy) {
    RunOutcome outcome = warehouse.run();
    outcome
        .results()
        .forEach(
            r ->
                assertThat(
                        r.strategy() == RunStrategy.APPEND ? RunStrategy.RECOMPUTE : r.strategy())
                    .as(r.model() + r.message())
                    .isEqualTo(strategy));
    Oracle.assertUpToDate(warehouse, "run " + ++runs);
    return this;
  }

  /** The table of a model has these rows, each as its values with commas between. */
  Scene shows(String model, String... rows) {
    List<String> actual =
        warehouse.rows("SELECT * FROM derived." + model).stream()
            .map(row -> row.replaceAll("'\\w+': ", "").replaceAll("[{}]", ""))
            .toList();
    assertThat(actual).as(model).containsExactlyInAnyOrder(rows);
    return this;
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
