package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.StateChange;
import dev.accrete.tests.acceptance.Fault.Kind;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A random history of a project whose claimed rows wait for its readers: rows arrive, all models
 * run or some, models fail, runs die at some statement, scripts run, models are rebuilt or
 * forgotten, and the declaration changes. Each row has a number of its own, so that after each step
 * what is lost, comes twice, or stands in a source's own table too early or too late is seen.
 */
public final class WaitingHistory {
  private final Warehouse after;
  private final Warehouse before;
  private final Random random;
  private final Map<String, TreeMap<Long, Long>> claimed = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private Warehouse warehouse;
  private long sent;
  private int runs;

  /** Over an empty database. */
  public WaitingHistory(Warehouse warehouse, Map<String, String> files, long seed) {
    this.after = warehouse;
    this.warehouse = warehouse;
    this.before = warehouse.with(Waiting.movingBefore(files));
    this.random = new Random(seed);
    for (String schema : List.of("raw", "landing", "sent")) {
      warehouse.execute("CREATE SCHEMA " + schema);
      warehouse.execute(
          "CREATE TABLE "
              + schema
              + ".events (id INTEGER, person VARCHAR(9), amount INTEGER, happened TIMESTAMP, n INTEGER)");
      warehouse.execute(
          "CREATE TABLE " + schema + ".contexts (root_id INTEGER, page VARCHAR(9), n INTEGER)");
    }
  }

  /** How often each kind of step was played, and how often rows waited after one. */
  public Map<String, Long> counts() {
    return counts;
  }

  /** Plays so many steps, first one of each kind; after each, everything is looked at. */
  public void play(int steps) {
    List<Integer> kinds = new ArrayList<>(List.of(10, 30, 50, 60, 70, 80, 92, 97));
    Collections.shuffle(kinds, random);
    for (int step = 1; step <= steps; step++) {
      for (int loads = random.nextInt(3); loads > 0; loads--) {
        arrive();
      }
      step(step, step <= kinds.size() ? kinds.get(step - 1) : random.nextInt(100));
    }
    arrive();
    everythingRuns("the end");
  }

  private void step(int step, int kind) {
    if (kind < 25) {
      everythingRuns("step " + step);
    } else if (kind < 45) {
      check("some models, step " + step, run(RunListener.NONE, request(some(), false)), true);
    } else if (kind < 57) {
      String broken = one(List.of("kept", "people", "plain", "total"));
      RunOutcome outcome = run(new Broken(broken), request(warehouse.models(), false));
      check("a broken " + broken + ", step " + step, outcome, true);
    } else if (kind < 65) {
      check("rebuilds, step " + step, run(RunListener.NONE, request(some(), true)), true);
    } else if (kind < 78) {
      script("step " + step);
    } else if (kind < 90) {
      dies("step " + step);
    } else if (kind < 95) {
      forget("step " + step);
    } else {
      otherwiseDeclared("another declaration, step " + step);
    }
  }

  private void arrive() {
    int id = 1 + random.nextInt(30);
    send("events", id + ", 'p" + random.nextInt(5) + "', " + id + ", " + time());
    if (random.nextInt(4) == 0) {
      send("events", "NULL, NULL, NULL, NULL");
    }
    if (random.nextInt(3) > 0) {
      send("contexts", (id + random.nextInt(3)) + ", '/" + random.nextInt(4) + "'");
    }
  }

  private String time() {
    return "TIMESTAMP '2026-03-%02d 0%d:00:00'"
        .formatted(1 + random.nextInt(20), random.nextInt(10));
  }

  private void send(String table, String values) {
    sent++;
    for (String schema : List.of("sent", "landing")) {
      warehouse.execute(
          "INSERT INTO " + schema + "." + table + " VALUES (" + values + ", " + sent + ")");
    }
  }

  private List<String> some() {
    List<String> some = warehouse.models().stream().filter(model -> random.nextBoolean()).toList();
    return some.isEmpty() ? List.of("people") : some;
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private RunRequest request(List<String> models, boolean refreshed) {
    List<ModelRequest> requests = new ArrayList<>();
    for (String name : warehouse.models()) {
      if (models.contains(name)) {
        ModelRequest request = ModelRequest.of(warehouse.model(name).plan());
        requests.add(refreshed && random.nextBoolean() ? request.refreshed() : request);
      }
    }
    return RunRequest.of(warehouse.tables(), requests, "run-" + ++runs, Clock.systemUTC())
        .as("process " + runs)
        .claiming(warehouse.model("people").plan().inputs());
  }

  private RunOutcome run(RunListener listener, RunRequest request) {
    return warehouse.run(listener, request);
  }

  private void everythingRuns(String when) {
    RunOutcome outcome = run(RunListener.NONE, request(warehouse.models(), false));
    assertThat(outcome.results()).as(when).allMatch(ModelResult::succeeded);
    check("all models, " + when, outcome, true);
    for (String source : List.of("events", "contexts")) {
      assertThat(numbers("raw." + source))
          .as("all models, %s: the table of %s", when, source)
          .isEqualTo(numbers("sent." + source));
    }
  }

  /** Rows move before the models for some runs, and then after them again. */
  private void otherwiseDeclared(String when) {
    warehouse = before;
    check(when, run(RunListener.NONE, request(some(), false)), true);
    arrive();
    everythingRuns(when);
    arrive();
    check(when, run(RunListener.NONE, request(some(), false)), true);
    warehouse = after;
    // What was claimed meanwhile is in the sources' own tables, whoever lacks it.
    check("back from " + when, run(RunListener.NONE, request(some(), false)), false);
    everythingRuns("back from " + when);
  }

  private void script(String when) {
    List<String> scripts = new ArrayList<>(List.of(warehouse.project().run()));
    scripts.add(warehouse.project().runFull());
    warehouse.models().forEach(model -> scripts.add(warehouse.model(model).incremental()));
    boolean went = true;
    try {
      warehouse.play(one(scripts));
    } catch (EngineException e) {
      went = false; // it says what to run instead
    }
    count(went ? "script" : "stopped script");
    claimed();
    assertNothingIsLost("a script, " + when);
    everythingRuns("after a script, " + when);
  }

  private void dies(String when) {
    Kind kind = Kind.values()[random.nextInt(3)];
    Fault fault = new Fault(kind, 1 + random.nextInt(150), random.nextBoolean());
    try {
      run(fault, request(some(), random.nextInt(5) == 0));
    } catch (EngineException | IllegalStateException | Fault.Crash e) {
      assertThat(fault.happened()).as(e.toString()).isTrue();
    }
    count(fault.happened() ? "fault" : "no fault");
    // Who died would lapse in time; on DuckDB nobody else can have the file open.
    warehouse.execute("UPDATE accrete.lock SET taken_at = taken_at - INTERVAL '1 day'");
    claimed();
    assertNothingIsLost(fault.where() + ", " + when);
    check("after " + fault.where(), run(RunListener.NONE, request(some(), false)), true);
  }

  private void forget(String when) {
    String model = one(List.of("raw.events", "kept", "people", "total"));
    new StateChange(warehouse.database(), StatementListener.NONE, request(List.of(), false))
        .forget(List.of(model), List.of());
    count("forgotten");
    if (model.equals("raw.events")) {
      claimed.remove("events");
    }
    everythingRuns("after " + model + " was forgotten, " + when);
  }

  /** Notes up to which row a source was claimed under its newest version. */
  private void claimed() {
    for (String source : List.of("events", "contexts")) {
      long version =
          state("SELECT COALESCE(MAX(version), 0) FROM %s.model_version WHERE model = ", source);
      long last =
          warehouse.number(
              "SELECT COALESCE(MAX(n), 0) FROM sent.%1$s WHERE n NOT IN (SELECT n FROM landing.%1$s)"
                  .formatted(source));
      claimed.computeIfAbsent(source, s -> new TreeMap<>()).putIfAbsent(version, last);
    }
  }

  private long state(String query, String source) {
    return warehouse.number(query.formatted("accrete") + "'raw." + source + "'");
  }

  private void check(String when, RunOutcome outcome, boolean tidy) {
    count("run");
    claimed();
    assertNothingIsLost(when);
    for (ModelResult result : outcome.results()) {
      if (result.succeeded()) {
        assertEqualsItsSelect(result.model(), when);
      }
    }
    if (tidy) {
      assertPassedRowsMoved(when);
    }
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  private void assertNothingIsLost(String when) {
    for (String source : List.of("events", "contexts")) {
      String there = "(SELECT * FROM landing." + source + " UNION ALL SELECT * FROM " + all(source);
      String sentRows = "SELECT * FROM sent." + source;
      assertThat(warehouse.rows(sentRows + " EXCEPT ALL " + there + " AS a)"))
          .as("%s: %s that were lost", when, source)
          .isEmpty();
      assertThat(warehouse.rows(there + " AS a) EXCEPT ALL " + sentRows))
          .as("%s: %s that came twice", when, source)
          .isEmpty();
    }
  }

  /** What readers read of a source, in parentheses. */
  private String all(String source) {
    String own = "SELECT * FROM raw." + source;
    return waits(source)
        ? "(" + own + " UNION ALL SELECT " + columns(source) + " FROM " + waiting(source) + ")"
        : "(" + own + ")";
  }

  private static String columns(String source) {
    return source.equals("events") ? "id, person, amount, happened, n" : "root_id, page, n";
  }

  private RelationName waitingTable(String source) {
    return new StateSql(warehouse.tables()).waitingTable(new RelationName("raw", source));
  }

  private String waiting(String source) {
    return warehouse.tables().dialect().relation(waitingTable(source));
  }

  private boolean waits(String source) {
    return warehouse.number(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'accrete' AND"
                + " table_name = '"
                + waitingTable(source).table()
                + "'")
        > 0;
  }

  private void assertEqualsItsSelect(String model, String when) {
    String select = warehouse.model(model).select();
    for (String source : List.of("events", "contexts")) {
      RelationName own = new RelationName("raw", source);
      select = select.replace(warehouse.tables().dialect().relation(own), all(source));
    }
    String columns = String.join(", ", warehouse.model(model).plan().columns());
    String wanted = "SELECT " + columns + " FROM (" + select + ") AS wanted";
    String stored = "SELECT " + columns + " FROM derived." + model;
    assertThat(warehouse.rows(wanted + " EXCEPT ALL " + stored))
        .as("%s: rows that %s lacks", when, model)
        .isEmpty();
    assertThat(warehouse.rows(stored + " EXCEPT ALL " + wanted))
        .as("%s: rows that %s should not have", when, model)
        .isEmpty();
  }

  /** The source's own table has exactly what every reader has taken in. */
  private void assertPassedRowsMoved(String when) {
    for (String source : List.of("events", "contexts")) {
      long least =
          state(
              "SELECT COALESCE(MIN(p.change_version), -1) FROM %1$s.position AS p JOIN %1$s.model_version"
                  + " AS v ON v.model = p.model AND v.version = p.model_version WHERE p.input = ",
              source);
      Map.Entry<Long, Long> passed = claimed.get(source).floorEntry(least);
      boolean all = least < 0 || warehouse == before;
      Set<Long> wanted =
          all
              ? claimedOf(source)
              : numbers("sent." + source).stream()
                  .filter(n -> passed != null && n <= passed.getValue())
                  .collect(Collectors.toCollection(TreeSet::new));
      assertThat(numbers("raw." + source))
          .as("%s: the table of %s", when, source)
          .isEqualTo(wanted);
      if (wanted.size() < claimedOf(source).size()) {
        count("rows wait");
      }
    }
  }

  private Set<Long> claimedOf(String source) {
    Set<Long> all = numbers("sent." + source);
    all.removeAll(numbers("landing." + source));
    return all;
  }

  private Set<Long> numbers(String table) {
    return warehouse.texts("SELECT CAST(n AS VARCHAR) FROM " + table).stream()
        .map(Long::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The database refuses what concerns one model's table. */
  private record Broken(String model) implements RunListener {
    @Override
    public void before(String purpose, String sql) {
      if (sql.contains("derived." + model)) {
        throw new EngineException(purpose, sql, new SQLException("no right to " + model));
      }
    }
  }
}
