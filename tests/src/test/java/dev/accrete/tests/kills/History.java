package dev.accrete.tests.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.state.LockSql;
import dev.accrete.runtime.execute.LockHeldException;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.engines.KitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * One database, through changes, each with a run that is killed and one that is not. All is drawn
 * from a seed, but for the moment of a kill.
 */
final class History implements AutoCloseable {
  private static final String RELATIONS =
      "SELECT table_schema || '.' || table_name FROM information_schema.tables"
          + " WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
          + " AND table_schema NOT LIKE 'pg\\_%' ESCAPE '\\' AND table_name <> 'rebuilt'";

  private final Kind kind;
  private final Random random;
  private final Site site;
  private final Path folder;
  private final Killing killing;
  private final Set<String> relations;
  private final boolean waits = Boolean.getBoolean("accrete.kills.wait");
  private Warehouse warehouse;
  private int changes;

  /** A new database in an empty folder. */
  History(Kind kind, long seed, Path folder, QuickStart start) throws IOException {
    this.kind = kind;
    this.random = new Random(seed);
    this.folder = folder;
    this.site =
        switch (kind) {
          case DUCKDB -> new DuckDbSite(folder);
          case RUNNER, CONNECTION -> new PostgresSite();
          case SERVER -> new ServerSite(folder);
        };
    Map<String, String> project = KilledProject.some(random, site.target());
    KilledProject.write(project, folder);
    this.warehouse = Warehouse.over(site.open(), project);
    tables().create();
    assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded);
    change();
    this.killing = killing(start);
    this.relations = new TreeSet<>(warehouse.texts(RELATIONS));
  }

  private Killing killing(QuickStart start) throws IOException {
    if (kind == Kind.CONNECTION || kind == Kind.SERVER) {
      int statements = StrikeKilling.statements(warehouse);
      return new StrikeKilling(() -> warehouse, site, folder, statements);
    }
    leave();
    boolean first = !start.isRehearsed();
    ProcessKilling processes = new ProcessKilling(start.rehearsed(), folder, site.address());
    processes.rehearse(first ? start.rehearsing() : start.rehearsed());
    enter();
    return processes;
  }

  private KitTables tables() {
    return new KitTables(warehouse, 4);
  }

  private void change() {
    tables().change(++changes);
    if (random.nextInt(6) == 0) {
      warehouse.execute("DELETE FROM raw.orders WHERE id = " + (changes - 1));
    }
    if (random.nextInt(6) == 0) {
      // Of another batch than what is deleted: counts do not tell rows that were exchanged.
      tables().orders(1 + changes, "(" + -changes + ", 2, 3.25, 'late')");
    }
  }

  private void leave() {
    if (site.oneProcess()) {
      warehouse.close();
    }
  }

  private void enter() {
    if (site.oneProcess()) {
      warehouse = warehouse.on(site.open());
    }
  }

  /** A change, a run that is killed, and a next run, after which all has to be right. */
  Killed killOne() {
    change();
    leave();
    Killing.Hit hit = killing.kill(random);
    if (hit.moment() != Moment.ENDED) {
      site.recover();
    }
    if (kind == Kind.SERVER) {
      warehouse = warehouse.on(site.open());
    }
    enter();
    String when = kind.words() + ", " + hit;
    RunOutcome outcome = next(hit, when);
    assertThat(outcome.results()).as(when).allMatch(ModelResult::succeeded);
    assertRight(when);
    long untouched =
        outcome.results().stream().filter(r -> r.strategy() == RunStrategy.NONE).count();
    return new Killed(kind, hit, Outcome.of(untouched, outcome.results().size()));
  }

  /**
   * The next run. Where the server lives on, it is told of the dead one's lock until that was
   * silent for long enough: by the clock that is told so, or really.
   */
  private RunOutcome next(Killing.Hit hit, String when) {
    try {
      return run();
    } catch (LockHeldException e) {
      assertThat(kind == Kind.RUNNER || kind == Kind.SERVER)
          .as("%s: the lock is left: %s", when, e.getMessage())
          .isTrue();
      assertThat(hit.moment()).as(when).isNotEqualTo(Moment.ENDED);
      return waits ? runOnceItLapsed() : lapsed();
    }
  }

  private RunOutcome lapsed() {
    warehouse.execute("UPDATE accrete.lock SET taken_at = taken_at - INTERVAL '121' SECOND");
    return run();
  }

  private RunOutcome runOnceItLapsed() {
    for (int second = 0; second < 2 * LockSql.LAPSE_SECONDS; second++) {
      try {
        TimeUnit.SECONDS.sleep(1);
        return run();
      } catch (LockHeldException e) {
        continue;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("the lock of a dead run does not lapse");
  }

  private RunOutcome run() {
    return warehouse.run(RunListener.NONE);
  }

  private void assertRight(String when) {
    site.assertNobodyIsLeft(warehouse, when);
    tables().assertNothingIsLost(when);
    Oracle.assertUpToDate(warehouse, when);
    assertThat(new TreeSet<>(warehouse.texts(RELATIONS)))
        .as("%s: relations that are there", when)
        .isEqualTo(relations);
    assertThat(warehouse.number("SELECT COUNT(*) FROM accrete.lock WHERE holder IS NULL"))
        .as("%s: free locks", when)
        .isEqualTo(1);
    if (random.nextInt(3) == 0) {
      assertThat(run().results())
          .as("%s: a run with nothing left to do", when)
          .allMatch(r -> r.strategy() == RunStrategy.NONE || r.strategy() == RunStrategy.VIEW);
    }
  }

  @Override
  public void close() throws IOException {
    warehouse.close();
    site.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
