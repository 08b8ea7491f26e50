package dev.accrete.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ProjectSettings.OnChange;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** A DuckDB file with an event table, and what tests do to it beside the runner. */
final class Warehouse implements AutoCloseable {
  static final StateTables TABLES =
      new StateTables(new DuckDbDialect(), "accrete", "web", "derived");

  final DuckDbDatabase database;
  final Session other;
  private int runs;

  /** In memory. */
  Warehouse() {
    this(DuckDbDatabase.inMemory());
  }

  /** In a file. */
  Warehouse(Path folder) {
    this(DuckDbDatabase.open(folder.resolve("test.duckdb")));
  }

  private Warehouse(DuckDbDatabase database) {
    this.database = database;
    other = database.session("test", StatementListener.NONE);
  }

  /** Creates the event table. */
  Warehouse withEvents() {
    sql("CREATE SCHEMA atomic");
    sql(
        "CREATE TABLE atomic.events (event_id BIGINT, etl_tstamp TIMESTAMP, domain_userid VARCHAR,"
            + " domain_sessionidx INTEGER, derived_tstamp TIMESTAMP, page_url VARCHAR)");
    return this;
  }

  long sql(String sql) {
    return other.execute("test", sql);
  }

  /**
   * Loads events: each is {@code stamp, user, session, page}; times are minutes of one day, or
   * NULL.
   */
  void load(String... events) {
    for (String event : events) {
      String[] parts = event.split("\\s+");
      sql(
          "INSERT INTO atomic.events VALUES (0, "
              + stamp(parts[0])
              + ", "
              + text(parts[1])
              + ", "
              + parts[2]
              + ", "
              + stamp(parts[0])
              + ", "
              + text(parts[3])
              + ")");
    }
  }

  private static String stamp(String minute) {
    return minute.equals("NULL")
        ? "NULL"
        : "TIMESTAMP '2026-01-01' + INTERVAL (" + minute + ") MINUTE";
  }

  private static String text(String value) {
    return value.equals("NULL") ? "NULL" : "'" + value + "'";
  }

  RunOutcome run(ModelPlan... plans) {
    return run(RunListener.NONE, plans);
  }

  RunOutcome run(RunListener listener, ModelPlan... plans) {
    return run(listener, Stream.of(plans).map(ModelRequest::of).toList());
  }

  RunOutcome run(RunListener listener, List<ModelRequest> models) {
    return new Runner(database, listener).run(request(models));
  }

  /** A run whose only model refuses to run after the freeze, so that nothing else happens. */
  void freezeAlone(WrittenPlans plans) {
    ModelRequest failing = ModelRequest.of(plans.sessions("another", true)).onChange(OnChange.FAIL);
    if (number("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'sessions'")
        > 0) {
      assertThat(run(RunListener.NONE, List.of(failing)).succeeded()).isFalse();
    }
  }

  RunRequest request(List<ModelRequest> models) {
    runs++;
    return RunRequest.of(TABLES, models, "run" + runs, Clock.systemUTC());
  }

  long number(String query) {
    return other.first("test", query, row -> row.number(1)).orElseThrow();
  }

  List<String> rows(String query) {
    return other.query(
        "test",
        "SELECT CAST(r AS VARCHAR) FROM (" + query + ") AS r ORDER BY 1",
        row -> row.text(1));
  }

  /** Both differences of bags are empty; a few rows of them are shown. */
  void assertSame(String table, String select) {
    assertThat(rows("(SELECT * FROM " + table + " EXCEPT ALL (" + select + ")) LIMIT 5"))
        .as("too much in %s", table)
        .isEmpty();
    assertThat(rows("((" + select + ") EXCEPT ALL SELECT * FROM " + table + ") LIMIT 5"))
        .as("missing in %s", table)
        .isEmpty();
  }

  void assertUpToDate() {
    assertSame("derived.sessions", WrittenPlans.sessionsOver("atomic.events"));
  }

  void assertGraphUpToDate() {
    assertUpToDate();
    assertSame(
        "derived.visitors",
        WrittenPlans.visitorsOver("(" + WrittenPlans.sessionsOver("atomic.events") + ") AS s"));
  }

  @Override
  public void close() {
    other.close();
    database.close();
  }
}
