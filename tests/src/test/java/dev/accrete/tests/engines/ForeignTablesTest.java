package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.execute.StateChange;
import dev.accrete.tests.acceptance.Warehouse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table or view that has a model's name, and that nobody asked Accrete to replace, stays. */
class ForeignTablesTest {
  private static final String VIEW = "---\nmaterialized: view\n---\n";
  private static final String MODEL = "SELECT k, COUNT(*) AS n FROM ${ref('raw.t')} GROUP BY k\n";

  /** Which a session of a run has already. */
  private static final Pattern SETTING =
      Pattern.compile("SET (TimeZone|integer_division|default_\\w+) = .*");

  private static final String COUNTS = "SELECT CAST(SUM(n) AS VARCHAR) FROM derived.m";

  enum Engine {
    DUCKDB("duckdb", "path: d"),
    POSTGRES("postgres", "url: 'jdbc:postgresql://h/d'");

    private final String word;
    private final String where;

    Engine(String word, String where) {
      this.word = word;
      this.where = where;
    }

    Database open() {
      return this == DUCKDB ? DuckDbDatabase.inMemory() : PostgresServer.fresh();
    }

    Map<String, String> project(String model) {
      Map<String, String> files = new HashMap<>();
      files.put(
          "accrete.yml",
          "name: h\nschema: derived\ndialect: %s\ntarget: dev\ntargets:\n  dev: {engine: %s, %s}\n"
              .formatted(word, word, where));
      files.put(
          "models/sources.yml",
          "sources:\n  - {name: raw.t, loaded_at: etl, columns: {k: integer}}\n");
      files.put("models/m.sql", model);
      return files;
    }

    Warehouse warehouse(String model) {
      Warehouse warehouse = Warehouse.over(open(), project(model));
      warehouse.execute("CREATE SCHEMA IF NOT EXISTS raw");
      warehouse.execute("CREATE TABLE IF NOT EXISTS raw.t (k INTEGER, etl TIMESTAMP)");
      warehouse.execute("INSERT INTO raw.t VALUES (1, TIMESTAMP '2026-01-01')");
      return warehouse;
    }
  }

  private static void mine(Warehouse warehouse) {
    warehouse.execute("CREATE SCHEMA IF NOT EXISTS derived");
    warehouse.execute("CREATE TABLE derived.m (mine VARCHAR(10))");
    warehouse.execute("INSERT INTO derived.m VALUES ('precious')");
  }

  private static void assertRefused(RunOutcome outcome) {
    assertRefused(outcome, "derived.m");
  }

  private static void assertRefused(RunOutcome outcome, String table) {
    assertThat(outcome.result("m").succeeded()).isFalse();
    assertThat(outcome.result("m").message())
        .contains(table + " is there, and m did not make it", "accrete run --full-refresh -s m");
  }

  private static void assertBuilt(RunOutcome outcome) {
    assertThat(outcome.results()).as(outcome.results().toString()).allMatch(ModelResult::succeeded);
  }

  private static RunRequest request(Warehouse warehouse, boolean takingOver) {
    ModelRequest model = ModelRequest.of(warehouse.model("m").plan());
    return RunRequest.of(
        warehouse.tables(),
        List.of(takingOver ? model.takingOver() : model),
        UUID.randomUUID().toString(),
        Clock.systemUTC());
  }

  /** Plays a script as a client does that goes on after errors, of which it returns the first. */
  private static String play(Warehouse warehouse, String script) {
    List<String> errors = new ArrayList<>();
    try (Session session = warehouse.session()) {
      for (String statement : script.split("(?m);$")) {
        try {
          if (statement.lines().anyMatch(l -> !l.isBlank() && !l.startsWith("--"))
              && statement.lines().noneMatch(SETTING.asMatchPredicate())) {
            session.execute("play", statement);
          }
        } catch (EngineException e) {
          errors.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return errors.isEmpty() ? "" : errors.get(0);
  }

  @ParameterizedTest
  @EnumSource
  void aTableOfSomebodyElseIsNotReplacedUnasked(Engine engine) {
    for (String model : List.of(MODEL, VIEW + MODEL)) {
      try (Warehouse warehouse = engine.warehouse(model)) {
        mine(warehouse);
        assertRefused(warehouse.run());
        assertRefused(warehouse.run(RunListener.NONE, request(warehouse, false).dry()));
        assertThat(play(warehouse, warehouse.model("m").full()))
            .contains("derived.m is there, and m did not make it");
        assertThat(warehouse.texts("SELECT mine FROM derived.m")).containsExactly("precious");
        assertBuilt(warehouse.run(RunListener.NONE, request(warehouse, true)));
        assertThat(warehouse.texts(COUNTS)).containsExactly("1");
        assertBuilt(warehouse.run());
        assertThat(play(warehouse, warehouse.model("m").full())).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aViewOfSomebodyElseIsNotReplacedUnasked(Engine engine) {
    for (String model : List.of(MODEL, VIEW + MODEL)) {
      try (Warehouse warehouse = engine.warehouse(model)) {
        warehouse.execute("CREATE SCHEMA derived");
        warehouse.execute("CREATE VIEW derived.m AS SELECT 'precious' AS mine");
        assertRefused(warehouse.run());
        assertThat(play(warehouse, warehouse.model("m").full()))
            .contains("derived.m is there, and m did not make it");
        assertThat(warehouse.texts("SELECT mine FROM derived.m")).containsExactly("precious");
        assertBuilt(warehouse.run(RunListener.NONE, request(warehouse, true)));
        assertBuilt(warehouse.run());
        assertThat(warehouse.texts(COUNTS)).containsExactly("1");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTableThatCameWhileTheRunWasAtWorkStays(Engine engine) {
    try (Warehouse warehouse = engine.warehouse(MODEL)) {
      RunListener loader =
          new RunListener() {
            @Override
            public void modelDecided(String model, RunStrategy strategy, long rows) {
              mine(warehouse);
            }
          };
      assertRefused(warehouse.run(loader));
      assertThat(warehouse.texts("SELECT mine FROM derived.m")).containsExactly("precious");
    }
  }

  @ParameterizedTest
  @EnumSource
  void scriptsAndRunsKnowWhatTheOthersMade(Engine engine) {
    for (String first : List.of(MODEL, VIEW + MODEL)) {
      try (Warehouse warehouse = engine.warehouse(first)) {
        assertThat(play(warehouse, warehouse.model("m").full())).isEmpty();
        assertBuilt(warehouse.run());
        assertThat(play(warehouse, warehouse.model("m").full())).isEmpty();
        assertThat(play(warehouse, warehouse.model("m").full())).isEmpty();
        String other = first.equals(MODEL) ? VIEW + MODEL : MODEL;
        Warehouse changed = Warehouse.over(warehouse.database(), engine.project(other));
        String was = first.equals(MODEL) ? "it was a table" : "it was a view";
        assertThat(changed.run().result("m").reason()).isEqualTo(was);
        assertThat(changed.run().result("m").reason()).isNotEqualTo(was);
        String now = first.equals(MODEL) ? "it was a view" : "it was a table";
        assertThat(warehouse.run().result("m").reason()).isEqualTo(now);
        assertThat(warehouse.texts(COUNTS)).containsExactly("1");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModelThatMovedDoesNotReplaceWhatIsThere(Engine engine) {
    try (Warehouse before = engine.warehouse("---\nschema: old\n---\n" + MODEL)) {
      assertBuilt(before.run());
      mine(before);
      Warehouse moved = before.with(engine.project(MODEL));
      assertRefused(moved.run());
      assertThat(play(moved, moved.model("m").incremental()))
          .contains("m changed since its table was built");
      assertThat(play(moved, moved.model("m").full())).contains("m did not make it");
      assertThat(before.texts("SELECT mine FROM derived.m")).containsExactly("precious");
      before.execute("DROP TABLE derived.m");
      assertThat(moved.run().result("m").reason()).isEqualTo("it was old.m before");
      assertThat(before.texts(COUNTS)).containsExactly("1");
      assertRefused(before.run(), "old.m");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aForgottenModelKnowsItsTableAndALostStateDoesNot(Engine engine) {
    try (Warehouse warehouse = engine.warehouse(MODEL)) {
      assertBuilt(warehouse.run());
      StateChange change =
          new StateChange(warehouse.database(), StatementListener.NONE, request(warehouse, false));
      change.forget(List.of("m"), List.of());
      assertThat(warehouse.run().result("m").reason()).isEqualTo("its state was forgotten");
      change.forget(List.of("m"), List.of("m"));
      assertRefused(warehouse.run());
      assertBuilt(warehouse.run(RunListener.NONE, request(warehouse, true)));
      warehouse.execute("DROP SCHEMA accrete CASCADE");
      assertRefused(warehouse.run());
      assertBuilt(warehouse.run(RunListener.NONE, request(warehouse, true)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStateThatIsOlderThanThisKnowledgeIsTrusted(Engine engine) {
    try (Warehouse warehouse = engine.warehouse(MODEL)) {
      assertBuilt(warehouse.run());
      warehouse.execute("DROP TABLE accrete.made");
      warehouse.execute("INSERT INTO raw.t VALUES (2, TIMESTAMP '2026-01-02')");
      assertBuilt(warehouse.run());
      warehouse.execute("DROP TABLE accrete.made");
      assertThat(play(warehouse, warehouse.model("m").incremental())).isEmpty();
      assertThat(play(warehouse, warehouse.model("m").full())).isEmpty();
      assertThat(warehouse.texts("SELECT relation FROM accrete.made")).containsExactly("derived.m");
    }
  }

  @ParameterizedTest
  @EnumSource
  void lettersOfAnotherCaseAreTheSameNameWhereTheEngineSaysSo(Engine engine) {
    try (Warehouse warehouse = engine.warehouse(MODEL)) {
      warehouse.execute("CREATE SCHEMA derived");
      warehouse.execute("CREATE TABLE derived.\"M\" (mine VARCHAR(10))");
      RunOutcome outcome = warehouse.run();
      assertThat(outcome.result("m").succeeded()).isEqualTo(engine == Engine.POSTGRES);
      assertThat(warehouse.texts("SELECT mine FROM derived.\"M\"")).isEmpty();
    }
  }
}
