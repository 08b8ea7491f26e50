package dev.accrete.runtime.unittest;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.dialect.LoadSql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.UnitTest;
import dev.accrete.compiler.load.UnitTest.Batch;
import dev.accrete.compiler.load.UnitTest.Fixture;
import dev.accrete.compiler.load.UnitTest.Given;
import dev.accrete.compiler.plan.Around;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.execute.Runner;
import dev.accrete.runtime.report.SourceRelations;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays one unit test one way, in a database in memory. */
final class Play implements AutoCloseable {
  /** Into how many batches the rows of a test are split at most. */
  private static final int MOST_BATCHES = 8;

  private static final int SHOWN = 5;
  private static final String STAGE = "\"given\".\"rows\"";
  private static final String FIRST_STAMP = "TIMESTAMP '2000-01-01 00:00:00'";

  private final CompiledProject project;
  private final UnitTest test;
  private final Clock clock;
  private final Database database = DuckDbDatabase.inMemory(Map.of("threads", "1"));
  private final Session session = database.session("accrete test", StatementListener.NONE);
  private final NamedRows rows = new NamedRows(session, database.dialect());
  private final ModelPlan plan;
  private int batches;
  private int runs;
  private Optional<ModelResult> last = Optional.empty();

  Play(CompiledProject project, UnitTest test, Clock clock) {
    this.project = project;
    this.test = test;
    this.clock = clock;
    this.plan = project.model(test.model()).flatMap(CompiledModel::result).orElseThrow().plan();
    session.execute("make room for rows", "CREATE SCHEMA \"given\"");
    for (SourceDeclaration source : project.project().sources()) {
      LoadSql sql = new LoadSql(database.dialect(), SourceRelations.of(project, source));
      session.execute("create the schema of " + source.name(), sql.createSchema());
      session.execute("create " + source.name(), sql.createTable(source.columns()));
    }
  }

  /** All rows at once, and a rebuild of all of them. */
  void inFull() throws UnitTestException {
    for (Batch batch : test.batches()) {
      batches++;
      for (Given given : batch.given()) {
        come(given, 0, 1);
      }
    }
    run(true);
    compare("in full", test.expect());
  }

  /** A run after each batch; a test without batches has its rows dealt out. */
  void incrementally() throws UnitTestException {
    if (test.splits()) {
      dealt(test.batches().get(0));
      compare("incrementally", test.expect());
      return;
    }
    for (Batch batch : test.batches()) {
      batches++;
      for (Given given : batch.given()) {
        come(given, 0, 1);
      }
      run(false);
      if (batch.expect().isPresent()) {
        compare("incrementally, after batch " + batches, batch.expect().get());
      }
    }
    compare("incrementally", test.expect());
  }

  private void dealt(Batch batch) throws UnitTestException {
    int most = 1;
    for (Given given : batch.given()) {
      boolean rests = source(given).changes() == ChangeKind.STATIC;
      int count = rests ? come(given, 0, 1) : stage(given);
      most = Math.max(most, rests ? 1 : count);
    }
    run(false);
    int parts = Math.min(most, MOST_BATCHES);
    for (int part = 0; part < parts; part++) {
      batches++;
      for (Given given : batch.given()) {
        if (source(given).changes() != ChangeKind.STATIC) {
          come(given, part, parts);
        }
      }
      run(false);
    }
  }

  /** A part of the rows of an input comes to it; how many rows there are in all. */
  private int come(Given given, int part, int parts) throws UnitTestException {
    int count = stage(given);
    SourceDeclaration source = source(given);
    String table = database.dialect().relation(relation(source));
    if (given.replace() && part == 0) {
      session.execute("empty " + source.name(), "DELETE FROM " + table);
    }
    List<String> names = source.columns().stream().map(SourceDeclaration.Column::name).toList();
    session.execute(
        "give rows to " + source.name(),
        "INSERT INTO "
            + table
            + " ("
            + database.dialect().columns(names)
            + ")\nSELECT "
            + database.dialect().columns(names)
            + " FROM "
            + STAGE
            + " WHERE rowid >= "
            + (long) count * part / parts
            + " AND rowid < "
            + (long) count * (part + 1) / parts);
    return count;
  }

  /** Puts the rows of an input beside it; those without a stamp get that of the batch. */
  private int stage(Given given) throws UnitTestException {
    SourceDeclaration source = source(given);
    String table = database.dialect().relation(relation(source));
    List<String> columns = source.columns().stream().map(SourceDeclaration.Column::name).toList();
    session.execute("stage rows", "DROP TABLE IF EXISTS " + STAGE);
    session.execute(
        "stage rows", "CREATE TABLE " + STAGE + " AS SELECT * FROM " + table + " LIMIT 0");
    List<String> written = rows.into(STAGE, given.rows(), columns, "the input " + given.input());
    Optional<String> stamp =
        source
            .loadedAt()
            .map(SourceDeclaration.LoadedAt::column)
            .filter(column -> written.stream().noneMatch(column::equalsIgnoreCase));
    if (stamp.isPresent()) {
      session.execute(
          "stamp rows",
          "UPDATE "
              + STAGE
              + " SET "
              + database.dialect().quote(stamp.get())
              + " = "
              + FIRST_STAMP
              + " + INTERVAL "
              + batches
              + " DAY");
    }
    return Math.toIntExact(number("SELECT COUNT(*) FROM " + STAGE));
  }

  private long number(String query) {
    return session.first("count rows", query, row -> row.number(1)).orElseThrow();
  }

  private SourceDeclaration source(Given given) {
    return project.project().sources().stream()
        .filter(source -> source.name().equals(given.input()))
        .findFirst()
        .orElseThrow();
  }

  private RelationName relation(SourceDeclaration source) {
    return SourceRelations.of(project, source);
  }

  private void run(boolean full) throws UnitTestException {
    List<ModelRequest> requests =
        project.models().stream()
            .flatMap(model -> model.result().stream())
            .filter(result -> result.plan().materialized() == Materialization.TABLE)
            .map(result -> ModelRequest.of(result.plan().around(Around.NONE)))
            .map(request -> full ? request.refreshed() : request)
            .toList();
    StateTables state =
        new StateTables(
            database.dialect(),
            project.target().stateSchema(),
            project.project().settings().name(),
            project.project().settings().schema());
    RunOutcome outcome =
        new Runner(database, RunListener.NONE)
            .run(RunRequest.of(state, requests, "unit-test-" + ++runs, clock));
    Optional<ModelResult> failed =
        outcome.results().stream().filter(result -> !result.succeeded()).findFirst();
    if (failed.isPresent()) {
      throw UnitTestException.unplayable("a run failed: " + failed.get().message());
    }
    outcome.results().stream()
        .filter(result -> result.model().equals(test.model()))
        .filter(result -> result.strategy() != RunStrategy.NONE)
        .forEach(result -> last = Optional.of(result));
  }

  /** What the last run did to the model, of those that had anything to do. */
  Optional<ModelResult> last() {
    return last;
  }

  private void compare(String how, Fixture expect) throws UnitTestException {
    String table = database.dialect().relation(plan.target());
    String expected = "\"given\".\"expected\"";
    session.execute("stage what is expected", "DROP TABLE IF EXISTS " + expected);
    session.execute(
        "stage what is expected",
        "CREATE TABLE " + expected + " AS SELECT * FROM " + table + " LIMIT 0");
    List<String> all = columns(table);
    List<String> named = rows.into(expected, expect, all, "the model " + test.model());
    List<String> columns = named.isEmpty() ? all : named;
    Map<String, List<String>> differing = new LinkedHashMap<>();
    differing.put("missing", except(columns, expected, table));
    differing.put("too many", except(columns, table, expected));
    List<String> told = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    differing.forEach(
        (word, found) -> {
          if (!found.isEmpty()) {
            told.add(found.size() + (found.size() == 1 ? " row " : " rows ") + word);
          }
          found.stream().limit(SHOWN).forEach(row -> lines.add(word + ": " + row));
          if (found.size() > SHOWN) {
            lines.add("and " + (found.size() - SHOWN) + " more " + word);
          }
        });
    if (!told.isEmpty()) {
      throw UnitTestException.different("played " + how + ": " + String.join(", ", told), lines);
    }
  }

  /** The columns of the model, which only its table tells where the engine alone knows them. */
  private List<String> columns(String table) {
    return plan.columns().isEmpty()
        ? session.columns("look at the columns", "SELECT * FROM " + table + " LIMIT 0").stream()
            .map(Column::name)
            .toList()
        : plan.columns();
  }

  private List<String> except(List<String> columns, String these, String others) {
    String names = database.dialect().columns(columns);
    return session.query(
        "compare rows",
        "SELECT COLUMNS(*)::VARCHAR FROM (SELECT "
            + names
            + " FROM "
            + these
            + " EXCEPT ALL SELECT "
            + names
            + " FROM "
            + others
            + ") AS d ORDER BY ALL",
        row -> {
          List<String> values = new ArrayList<>();
          for (int i = 0; i < columns.size(); i++) {
            String value = row.textOrNull(i + 1);
            values.add(columns.get(i) + "=" + (value == null ? "NULL" : value));
          }
          return String.join(", ", values);
        });
  }

  @Override
  public void close() {
    session.close();
    database.close();
  }
}
