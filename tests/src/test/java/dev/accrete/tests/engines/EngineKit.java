package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Fault;
import dev.accrete.tests.acceptance.Fault.Kind;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an engine has to pass: every strategy over every kind of source, with NULL keys, duplicates,
 * late rows, removals and moved keys, each table compared with its own SELECT after each run. A
 * further engine extends this class.
 */
abstract class EngineKit {
  /** 1 tries every kind of fault before and after each statement; more leaves some out. */
  static final int STRIDE = Integer.getInteger("accrete.faults.stride", 293);

  private int processes;
  private final Warehouse warehouse = Warehouse.over(open(), KitModels.project(target()));
  private final KitTables tables = new KitTables(warehouse, 3 * STRIDE);

  /** An empty database. */
  abstract Database open();

  /** The engine's name, and settings of a target, as a YAML map has them. */
  abstract String target();

  @BeforeEach
  void sources() {
    tables.create();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  final RunOutcome run(String when) {
    RunOutcome outcome = warehouse.run(RunListener.NONE, request());
    assertThat(outcome.results()).as(when).allMatch(ModelResult::succeeded);
    tables.assertNothingIsLost(when);
    Oracle.assertUpToDate(warehouse, when);
    return outcome;
  }

  @Test
  void whatArrivesWhileRowsAreClaimedIsNeitherLostNorTakenTwice() throws Exception {
    run("the first run");
    ExecutorService loader = Executors.newSingleThreadExecutor();
    try (Session session = warehouse.session()) {
      boolean more = true;
      int loads = 0;
      int step = Math.max(1, STRIDE / 24);
      for (int at = 1; more; at += step) {
        tables.visit(2 * at);
        Arriving arriving = new Arriving(loader, session, this::someoneWaits, at);
        RunOutcome outcome = warehouse.run(arriving, request());
        assertThat(outcome.results()).as(arriving.where).allMatch(ModelResult::succeeded);
        more = arriving.done();
        loads += more ? 1 : 0;
        tables.assertNothingIsLost(arriving.where);
        run("the run after " + arriving.where);
        assertThat(warehouse.number("SELECT COUNT(*) FROM arriving.visits")).isZero();
      }
      assertThat(loads * step).as("statements between which loads were tried").isGreaterThan(120);
    } finally {
      loader.shutdownNow();
    }
  }

  /** Whether a session waits for a lock of another: where one may, a test need not wait as well. */
  boolean someoneWaits() {
    return false;
  }

  /** Loads once, before one statement of a run, over a connection that may have to wait. */
  private static final class Arriving implements RunListener {
    private final ExecutorService loader;
    private final Session session;
    private final BooleanSupplier waits;
    private final int at;
    private int statements;
    private Optional<Future<?>> load = Optional.empty();
    private String where = "no load";

    Arriving(ExecutorService loader, Session session, BooleanSupplier waits, int at) {
      this.loader = loader;
      this.session = session;
      this.waits = waits;
      this.at = at;
    }

    @Override
    public void before(String purpose, String sql) {
      if (++statements == at) {
        where = "a load before statement " + at + ", " + purpose;
        Future<?> started =
            loader.submit(
                () ->
                    KitTables.arrivals(2 * at + 1, ", 2").forEach(s -> session.execute("load", s)));
        load = Optional.of(started);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        // The claim may keep loaders out on this engine; the load goes on behind it.
        boolean settled;
        do {
          settled = isThrough(started) || waits.getAsBoolean();
        } while (!settled && System.nanoTime() < until);
      }
    }

    private static boolean isThrough(Future<?> load) {
      try {
        load.get(2, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Whether the run had as many statements; waits until the load is through. */
    boolean done() throws Exception {
      if (load.isPresent()) {
        load.get().get(60, TimeUnit.SECONDS);
      }
      return load.isPresent();
    }
  }

  private static RunStrategy strategy(RunOutcome outcome, String model) {
    return outcome.result(model).strategy();
  }

  @Test
  void everyStrategyLeavesWhatARebuildWould() {
    assertThat(strategy(run("the first run"), "per_customer")).isEqualTo(RunStrategy.FULL);
    assertThat(strategy(run("nothing new"), "per_customer")).isEqualTo(RunStrategy.NONE);
    tables.orders(2, "(14, 1, 1.25, 'z'), (15, NULL, 2, NULL), (16, 7, 3, 'x')");
    tables.clicks(2, "(2, 'shop'), (9, NULL)");
    tables.visit(1);
    RunOutcome grown = run("new rows");
    assertThat(strategy(grown, "visited")).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(strategy(grown, "visits_of_all")).isEqualTo(RunStrategy.MERGE);
    assertThat(strategy(grown, "known_visits")).isEqualTo(RunStrategy.APPEND);
    assertThat(strategy(grown, "per_customer")).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(strategy(grown, "regions")).isEqualTo(RunStrategy.MERGE);
    assertThat(strategy(grown, "totals")).isEqualTo(RunStrategy.MERGE);
    assertThat(strategy(grown, "named")).isEqualTo(RunStrategy.APPEND);
    assertThat(strategy(grown, "priced")).isEqualTo(RunStrategy.RECOMPUTE);
    warehouse.execute("UPDATE raw.customers SET region = 'us' WHERE id = 1");
    warehouse.execute("DELETE FROM raw.customers WHERE region IS NULL");
    warehouse.execute("INSERT INTO raw.customers VALUES (7, 'eu'), (9, 'eu')");
    RunOutcome moved = run("moved, vanished and new customers");
    assertThat(strategy(moved, "regions")).isEqualTo(RunStrategy.MERGE);
    assertThat(strategy(moved, "named")).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(strategy(moved, "per_customer")).isEqualTo(RunStrategy.NONE);
    warehouse.execute("DELETE FROM raw.pairs WHERE a = 'd'");
    warehouse.execute("INSERT INTO raw.pairs VALUES ('b', 'x'), ('e', 'a')");
    assertThat(run("edges that came and went").result("people").rowsInserted()).isPositive();
  }

  @Test
  void severalModelsAtATimeLeaveWhatARebuildWould() {
    for (int number = 1; number <= 3; number++) {
      RunOutcome outcome = warehouse.run(RunListener.NONE, request().at(4));
      assertThat(outcome.results()).allMatch(ModelResult::succeeded);
      Oracle.assertUpToDate(warehouse, "four at a time, run " + number);
      tables.change(number);
    }
  }

  @Test
  void scriptsAndRunsGoOnFromEachOther() {
    // Scripts move declared columns alone, and stop where a landing table has more.
    for (String schema : List.of("raw", "arriving", "sent")) {
      warehouse.execute("ALTER TABLE " + schema + ".visits DROP COLUMN undeclared");
    }
    for (String model : warehouse.models()) {
      warehouse.play(warehouse.model(model).full());
    }
    Oracle.assertUpToDate(warehouse, "full.sql of each model");
    tables.orders(2, "(14, 1, 1.25, 'z'), (15, NULL, 2, NULL), (16, 7, 3, 'x')");
    tables.clicks(2, "(2, 'shop'), (9, NULL)");
    KitTables.arrivals(2, "").forEach(warehouse::execute);
    assertThat(strategy(run("a run after scripts"), "per_customer"))
        .isEqualTo(RunStrategy.RECOMPUTE);
    tables.orders(3, "(17, 2, 1, 'w'), (10, 2, 5.50, 'x')");
    warehouse.execute("DELETE FROM raw.customers WHERE id = 2");
    warehouse.execute("INSERT INTO raw.pairs VALUES ('b', 'x')");
    KitTables.arrivals(3, "").forEach(warehouse::execute);
    for (String model : warehouse.models()) {
      warehouse.play(warehouse.model(model).incremental());
    }
    tables.assertNothingIsLost("incremental.sql of each model");
    Oracle.assertUpToDate(warehouse, "incremental.sql of each model");
    RunOutcome after = run("a run with nothing left to do");
    assertThat(strategy(after, "per_customer")).isEqualTo(RunStrategy.NONE);
    assertThat(strategy(after, "priced")).isEqualTo(RunStrategy.NONE);
  }

  @Test
  void afterAFaultAnywhereTheNextRunIsRight() {
    int statements = statements();
    int faults = 0;
    for (int number = 0; number < 6 * statements; number += STRIDE) {
      Kind kind = Kind.values()[number % 3];
      Fault fault = new Fault(kind, number / 6 + 1, number / 3 % 2 == 1);
      tables.change(number + 10);
      runInto(fault, 1 + number % 2 * 2);
      faults += fault.happened() ? 1 : 0;
      lapse();
      run(fault.where());
    }
    System.out.printf(
        "%s: %d faults in runs of %d statements, each followed by a run and %d comparisons%n",
        getClass().getSimpleName(), faults, statements, 2 * warehouse.models().size());
    assertThat(faults).isGreaterThan(3 * statements / STRIDE);
  }

  /** How many statements a run has that meets a change of every source. */
  final int statements() {
    run("the first run");
    tables.change(1_000);
    int[] count = {0};
    warehouse.run(
        new RunListener() {
          @Override
          public void before(String purpose, String sql) {
            count[0]++;
          }
        });
    return count[0];
  }

  /** New rows, moved ones, edges that come and go. */
  final void change(int number) {
    tables.change(number);
  }

  /** A run that a fault may end. */
  final void runInto(RunListener fault) {
    runInto(fault, 1);
  }

  private void runInto(RunListener fault, int threads) {
    try {
      warehouse.run(fault, request().at(threads));
    } catch (EngineException | IllegalStateException | Fault.Crash e) {
      return;
    }
  }

  /** As of a new process: where one alone can have the database open, the one before is dead. */
  final RunRequest request() {
    return warehouse.request(new HashSet<>(warehouse.models())).as("process " + ++processes);
  }

  /** Where others can have it open, a holder of the lock is dead once it was silent for long. */
  final void lapse() {
    warehouse.execute("UPDATE accrete.lock SET taken_at = taken_at - INTERVAL '1 day'");
  }

  /** The warehouse, for tests of one engine alone. */
  final Warehouse warehouse() {
    return warehouse;
  }

  @Test
  void lateDuplicatedAndShrunkBatchesAreTakenIn() {
    run("the first run");
    tables.orders(1, "(10, 1, 5.50, 'x'), (9, 2, 8, 'late')");
    tables.clicks(1, "(1, 'home')");
    RunOutcome reopened = run("batches that grew");
    assertThat(strategy(reopened, "per_customer")).isEqualTo(RunStrategy.RECOMPUTE);
    warehouse.execute("DELETE FROM raw.orders WHERE id = 11");
    run("a batch that shrank");
    warehouse.execute("DELETE FROM raw.orders");
    run("nothing left");
    tables.orders(3, "(20, 1, 1, 'x')");
    run("something again");
  }

  @Test
  void rowsThatNobodyClaimedRebuildReaders() {
    run("the first run");
    for (String schema : List.of("raw", "sent")) {
      warehouse.execute("INSERT INTO " + schema + ".visits VALUES (5, 1, NULL, 7)");
    }
    tables.visit(1);
    assertThat(strategy(run("a stranger"), "visited")).isEqualTo(RunStrategy.FULL);
    tables.visit(2);
    assertThat(strategy(run("the next claim"), "visited")).isEqualTo(RunStrategy.RECOMPUTE);
  }
}
