package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.engines.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A source of events, declared in one way or another, and models that append, merge, recompute. */
final class StampedEvents implements AutoCloseable {
  private final String engine;
  private final Database database;
  private Warehouse warehouse;
  private int rows;

  /**
   * An empty source.
   *
   * @param engine duckdb or postgres
   * @param declared the lines of its declaration that say how it is counted, with commas
   */
  StampedEvents(String engine, String declared) {
    this.engine = engine;
    this.database = engine.equals("duckdb") ? DuckDbDatabase.inMemory() : PostgresServer.fresh();
    this.warehouse = Warehouse.over(database, project(declared));
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute(
        "CREATE TABLE raw.events (id INTEGER, person VARCHAR(9), amount INTEGER, etl TIMESTAMP)");
  }

  private Map<String, String> project(String declared) {
    String target =
        engine.equals("duckdb")
            ? "{engine: duckdb, path: target/dev.duckdb}"
            : "{engine: postgres, url: \"jdbc:postgresql://localhost/db\"}";
    return Map.of(
        "accrete.yml",
        "name: counted\nschema: derived\ndialect: %s\ntarget: dev\ntargets:\n  dev: %s\n"
            .formatted(engine, target),
        "models/sources.yml",
        "sources:\n  - {name: raw.events, %s, columns: {id: integer, person: varchar(9), amount: integer}}\n"
            .formatted(declared),
        "models/known.sql",
        "SELECT id, amount + 1 AS more FROM ${ref('raw.events')} WHERE person IS NOT NULL\n",
        "models/total.sql",
        "SELECT COUNT(*) AS events, SUM(amount) AS amount FROM ${ref('raw.events')}\n",
        "models/people.sql",
        "SELECT person, COUNT(*) AS events, COUNT(DISTINCT amount) AS amounts FROM ${ref('raw.events')} GROUP BY person\n",
        "models/sizes.sql",
        "SELECT events, COUNT(*) AS people FROM ${ref('people')} GROUP BY events\n");
  }

  /** Declares the source in another way. */
  void declare(String declared) {
    warehouse = Warehouse.over(database, project(declared));
  }

  Warehouse warehouse() {
    return warehouse;
  }

  /** A row of the stamp of that number, twenty minutes apart; without one below zero. */
  void load(int stamp, String person, int amount) {
    String values = ++rows + ", '" + person + "', " + amount + ", " + literal(stamp);
    warehouse.execute("INSERT INTO raw.events VALUES (" + values + ")");
  }

  /** A row of any person. */
  void load(int stamp, Random random) {
    load(stamp, "p" + random.nextInt(5), random.nextInt(4));
  }

  /** Deletes rows of a stamp, all or the one of the least id. */
  void delete(int stamp, boolean all) {
    String batch = stamp < 0 ? "etl IS NULL" : "etl = " + literal(stamp);
    warehouse.execute(
        "DELETE FROM raw.events WHERE "
            + batch
            + (all ? "" : " AND id = (SELECT MIN(id) FROM raw.events WHERE " + batch + ")"));
  }

  /** How many rows a stamp has. */
  long size(int stamp) {
    return warehouse.number("SELECT COUNT(*) FROM raw.events WHERE etl = " + literal(stamp));
  }

  static String literal(int stamp) {
    return stamp < 0
        ? "NULL"
        : "TIMESTAMP '2026-03-01 00:00:00' + INTERVAL '" + 20 * stamp + "' MINUTE";
  }

  /** Runs all models, which end well. */
  Map<String, RunStrategy> run() {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
    Map<String, RunStrategy> strategies = new TreeMap<>();
    outcome.results().forEach(r -> strategies.put(r.model(), r.strategy()));
    return strategies;
  }

  /** Runs some models or none, so that the others lag behind the source. */
  void runSome(Random random) {
    Set<String> names = new TreeSet<>(warehouse.models());
    names.removeIf(name -> random.nextInt(3) > 0);
    if (!names.isEmpty()) {
      run(names);
    }
  }

  /** Runs these models, which end well. */
  void run(Set<String> names) {
    RunOutcome outcome = warehouse.run(RunListener.NONE, warehouse.request(names));
    assertThat(outcome.results()).allMatch(ModelResult::succeeded);
  }

  /** Runs all models and compares each table with its SELECT over the live source. */
  Map<String, RunStrategy> compared(String when) {
    Map<String, RunStrategy> strategies = run();
    Oracle.assertUpToDate(warehouse, when);
    return strategies;
  }

  /** The same by a run, or by scripts, which stop where only a run is right. */
  void comparedInAnyWay(String when, Random random) {
    List<String> scripts = new ArrayList<>();
    switch (random.nextInt(3)) {
      case 0 -> scripts.add(warehouse.project().run());
      case 1 -> warehouse.models().forEach(m -> scripts.add(warehouse.model(m).incremental()));
      default -> run();
    }
    try {
      scripts.forEach(warehouse::play);
    } catch (EngineException e) {
      assertThat(e).as(when).hasMessageContaining(": run ");
      run();
    }
    Oracle.assertUpToDate(warehouse, when);
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
