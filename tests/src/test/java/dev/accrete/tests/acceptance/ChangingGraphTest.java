package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.execute.StateChange;
import dev.accrete.tests.engines.PostgresServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * People change models, add and remove them, make tables of views, run some of the graph, rebuild
 * some, reset and forget some, while sources change: after each run of all models every table is
 * what its SELECT returns, evaluated here by plain tables. A plan before each run never says less
 * than the run does, and a script of the whole project does all or nothing.
 *
 * <p>{@code -Daccrete.graph.histories=100 -Daccrete.graph.seed=1000} plays others, and {@code
 * -Daccrete.graph.engines=duckdb,postgres} on both.
 */
class ChangingGraphTest {
  private static final int STEPS = Integer.getInteger("accrete.graph.steps", 40);
  private static int scripts;

  private Random chance = new Random(0);
  private ChangingProject project = new ChangingProject("duckdb", chance);
  private Warehouse warehouse = Warehouse.inMemory(project.files());
  private int compared;

  private final List<String> story = new ArrayList<>();

  static List<Arguments> histories() {
    long first = Long.getLong("accrete.graph.seed", 1);
    int number = Integer.getInteger("accrete.graph.histories", 3);
    List<Arguments> all = new ArrayList<>();
    for (String on : System.getProperty("accrete.graph.engines", "duckdb").split(",")) {
      for (long seed = first; seed < first + number; seed++) {
        all.add(Arguments.of(on, seed));
      }
    }
    return all;
  }

  @AfterAll
  static void scriptsWerePlayed() {
    assertThat(scripts).as("scripts that did all").isPositive();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void everyTableIsItsSelectWhateverChanges(String on, long seed) {
    warehouse.close();
    chance = new Random(seed);
    project = new ChangingProject(on, chance);
    Database database = on.equals("duckdb") ? DuckDbDatabase.inMemory() : PostgresServer.fresh();
    for (int i = 0; i < 4; i++) {
      project.add();
    }
    warehouse = Warehouse.over(database, project.files());
    try {
      start();
      for (int step = 0; step < STEPS; step++) {
        step();
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ":\n" + String.join("\n", story), e);
    } finally {
      warehouse.close();
    }
    assertThat(compared).isGreaterThan(STEPS / 4);
  }

  private void start() {
    for (String sql :
        List.of(
            "CREATE SCHEMA raw",
            "CREATE SCHEMA plain",
            "CREATE TABLE raw.a (k INTEGER, v BIGINT, t VARCHAR, etl TIMESTAMP)",
            "CREATE TABLE raw.b (k INTEGER, v BIGINT, t VARCHAR)")) {
      warehouse.execute(sql);
    }
    batch();
    change();
  }

  private int upTo(int number) {
    return chance.nextInt(number);
  }

  private void step() {
    switch (upTo(13)) {
      case 0, 1, 2 -> batch();
      case 3 -> change();
      case 4 -> remove();
      case 5, 6 -> project(project::edit);
      case 7 -> project(project::add);
      case 8 -> state();
      case 9 -> run(some(), Set.of());
      case 10 -> run(some(), some());
      case 11 -> script();
      default -> project(project::drop);
    }
    if (upTo(3) > 0) {
      run(Set.copyOf(warehouse.models()), upTo(5) == 0 ? some() : Set.of());
    }
  }

  private String row() {
    String k = upTo(12) == 0 ? "CAST(NULL AS INTEGER)" : "" + upTo(6);
    String t = upTo(8) == 0 ? "CAST(NULL AS VARCHAR)" : "'" + "abc".charAt(upTo(3)) + "'";
    return k + ", " + (upTo(12) == 0 ? "CAST(NULL AS BIGINT)" : "" + upTo(9)) + ", " + t;
  }

  private void batch() {
    List<String> rows = new ArrayList<>();
    int stamp = upTo(4) == 0 ? 1 + upTo(28) : 28;
    String etl =
        upTo(10) == 0
            ? "CAST(NULL AS TIMESTAMP)"
            : stamp < 28
                ? String.format(Locale.ROOT, "TIMESTAMP '2026-01-%02d'", stamp)
                : "TIMESTAMP '2026-02-01' + INTERVAL '1 hour' * " + story.size();
    for (int i = 1 + upTo(6); i > 0; i--) {
      rows.add("(" + row() + ", " + etl + ")");
    }
    sql("INSERT INTO raw.a VALUES " + String.join(", ", rows));
  }

  private void change() {
    switch (upTo(3)) {
      case 0 -> sql("UPDATE raw.b SET v = v + 1 WHERE k = " + upTo(6));
      case 1 -> sql("DELETE FROM raw.b WHERE v = " + upTo(9));
      default -> sql("INSERT INTO raw.b VALUES (" + row() + "), (" + row() + ")");
    }
  }

  private void remove() {
    sql("DELETE FROM raw.a WHERE v = " + upTo(9) + " AND k = " + upTo(6));
  }

  private void sql(String statement) {
    story.add(statement);
    warehouse.execute(statement);
  }

  /** Something else of the project. */
  private void project(Runnable change) {
    change.run();
    warehouse = Warehouse.over(warehouse.database(), project.files());
    story.add("the project is " + project.models());
  }

  private Set<String> some() {
    Set<String> some = new TreeSet<>();
    warehouse.models().stream().filter(m -> upTo(2) == 0).forEach(some::add);
    return some;
  }

  private void state() {
    StateChange change =
        new StateChange(
            warehouse.database(),
            StatementListener.NONE,
            RunRequest.of(warehouse.tables(), List.of(), "change", Clock.systemUTC()));
    Set<String> some = some();
    some.retainAll(change.models());
    boolean reset = upTo(2) == 0;
    story.add((reset ? "reset " : "forget ") + some);
    if (reset) {
      change.reset(some);
    } else {
      change.forget(some, List.of());
    }
  }

  private ModelRequest request(String name, Set<String> refreshed) {
    CompiledModel model = warehouse.project().model(name).orElseThrow();
    CompiledModel.Result result = warehouse.model(name);
    ModelRequest request =
        ModelRequest.of(result.plan())
            .whyFull(
                result.certificate().refusalOf(Strategy.RECOMPUTE).map(Refusal::message).orElse(""))
            .seeing(seen(model));
    return refreshed.contains(name) ? request.refreshed() : request;
  }

  private List<String> seen(CompiledModel model) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(warehouse.project().parents(model));
    while (!open.isEmpty()) {
      CompiledModel parent = warehouse.project().model(open.remove(0)).orElse(null);
      if (parent != null
          && parent.file().configuration().materialized() != Materialization.TABLE
          && seen.add(parent.name())) {
        open.addAll(warehouse.project().parents(parent));
      }
    }
    return List.copyOf(seen);
  }

  private void run(Set<String> names, Set<String> refreshed) {
    List<ModelRequest> requests =
        warehouse.models().stream()
            .filter(name -> names.contains(name) || parts(names).test(name))
            .map(name -> request(name, refreshed))
            .toList();
    if (requests.isEmpty()) {
      return;
    }
    RunRequest request =
        RunRequest.of(warehouse.tables(), requests, "run-" + story.size(), Clock.systemUTC());
    RunOutcome planned = warehouse.run(RunListener.NONE, request.dry());
    RunOutcome done = warehouse.run(RunListener.NONE, request.at(1 + upTo(2)));
    story.add(
        "run "
            + done.results().stream()
                .map(
                    r ->
                        r.model()
                            + " "
                            + r.status()
                            + " "
                            + r.strategy()
                            + " "
                            + r.reason()
                            + r.message())
                .collect(Collectors.joining("; ")));
    for (ModelResult result : done.results()) {
      ModelResult plan = planned.result(result.model());
      assertThat(plan.succeeded()).as("plan of %s: %s", result, plan).isEqualTo(result.succeeded());
      if (plan.strategy() == RunStrategy.NONE || plan.strategy() == RunStrategy.FULL) {
        assertThat(result.strategy()).as("plan of %s: %s", result, plan).isEqualTo(plan.strategy());
      }
    }
    if (names.size() == warehouse.models().size()) {
      assertThat(done.results()).as("all can run").allMatch(ModelResult::succeeded);
      compare();
    }
  }

  /** A script of the whole project: it does all, or says why it does nothing. */
  private void script() {
    boolean full = upTo(4) == 0;
    String script = full ? warehouse.project().runFull() : warehouse.project().run();
    try {
      warehouse.play(script);
    } catch (EngineException e) {
      assertThat(e).hasMessageMatching("(?s).*(run the|run it|accrete run|DROP TABLE).*");
      story.add("no script, as " + e.getMessage());
      return;
    }
    scripts++;
    story.add(full ? "the script of all from all of history" : "the script of all");
    compare();
  }

  private Predicate<String> parts(Set<String> names) {
    return name -> {
      String owner = warehouse.project().model(name).orElseThrow().file().partOf();
      return owner != null && names.contains(owner);
    };
  }

  private void compare() {
    for (CompiledModel model : warehouse.project().models()) {
      if (model.file().partOf() == null) {
        String plain = project.plain(model.name());
        warehouse.execute("DROP TABLE IF EXISTS plain." + model.name());
        warehouse.execute("CREATE TABLE plain." + model.name() + " AS " + plain);
        if (model.file().configuration().materialized() != Materialization.EPHEMERAL) {
          compared++;
          String own = "SELECT k, v, t FROM derived." + model.name();
          String other = "SELECT k, v, t FROM plain." + model.name();
          assertThat(warehouse.rows(own)).as(model.name()).isEqualTo(warehouse.rows(other));
        }
      }
    }
  }
}
