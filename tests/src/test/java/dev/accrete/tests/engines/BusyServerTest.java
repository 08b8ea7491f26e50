package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.execute.LockHeldException;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What others do on a server while Accrete runs there: two runners, one of which is paused past its
 * lock now and then; loaders that commit older stamps after younger ones; people who read all the
 * while. {@code -Daccrete.busy.seconds=N} goes on for longer.
 *
 * <p>Each load is {@value #TOGETHER} orders in one transaction, so whoever reads a number of orders
 * from one table in one statement must see a multiple of it, and never fewer than before.
 */
class BusyServerTest {
  private static final int TOGETHER = 10;
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("accrete.busy.seconds", 12));

  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          "name: busy\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n"
              + "  dev: {engine: postgres, url: \"jdbc:postgresql://localhost/test\"}\n",
          "models/sources.yml",
          """
          sources:
            - name: raw.orders
              loaded_at: etl
              columns: {id: integer, customer: integer, etl: timestamp}
          """,
          "models/per_customer.sql",
          "SELECT customer, COUNT(*) AS orders, COUNT(DISTINCT id) AS ids FROM ${ref('raw.orders')} GROUP BY customer\n",
          "models/totals.sql",
          "SELECT COUNT(*) AS orders FROM ${ref('raw.orders')}\n",
          "models/sizes.sql",
          """
          SELECT p.orders AS size, SUM(p.orders) AS orders
          FROM ${ref('per_customer')} AS p
          GROUP BY p.orders
          """);

  private final Warehouse warehouse = Warehouse.over(PostgresServer.fresh(), PROJECT);
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicInteger stamps = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean over;

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void tablesAreWholeAllTheWhileAndRightInTheEnd() throws InterruptedException {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.orders (id INTEGER, customer INTEGER, etl TIMESTAMP)");
    try (Session session = warehouse.session()) {
      load(session, new Random(0));
    }
    assertThat(run(0, RunListener.NONE).results()).allMatch(r -> r.succeeded());
    List<Thread> others =
        List.of(
            new Thread(() -> guarded(() -> loads(1))),
            new Thread(() -> guarded(() -> loads(2))),
            new Thread(() -> guarded(() -> runs(1))),
            new Thread(() -> guarded(() -> runs(2))),
            new Thread(() -> guarded(() -> read("per_customer"))),
            new Thread(() -> guarded(() -> read("totals"))),
            new Thread(() -> guarded(() -> read("sizes"))));
    others.forEach(Thread::start);
    Thread.sleep(TIME.toMillis());
    over = true;
    for (Thread other : others) {
      other.join();
    }
    assertThat(failures).isEmpty();
    lapse();
    assertThat(run(3, RunListener.NONE).results()).allMatch(r -> r.succeeded());
    Oracle.assertUpToDate(warehouse, "after all");
    assertThat(warehouse.number("SELECT SUM(orders) FROM derived.per_customer"))
        .isEqualTo(ids.get());
    System.out.printf(
        "busy server: %d orders, %d commits of two runners, %d reads; refused or overtaken as %s%n",
        ids.get(), commits.get(), reads.get(), refused);
    assertThat(commits.get()).as("commits").isPositive();
    assertThat(reads.get()).as("reads").isGreaterThan(20);
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      failures.add(e);
      over = true;
    }
  }

  /** The stamp is taken before the load, as loaders do, so that a slow one commits an older one. */
  private void loads(int seed) {
    Random random = new Random(seed);
    try (Session session = warehouse.session()) {
      while (!over) {
        load(session, random);
        pause(random.nextInt(150));
      }
    }
  }

  private void load(Session session, Random random) {
    int stamp = stamps.incrementAndGet();
    session.begin();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < TOGETHER; i++) {
      rows.add("(" + ids.incrementAndGet() + ", " + random.nextInt(7) + ")");
    }
    session.execute(
        "load",
        "INSERT INTO raw.orders SELECT id, customer, TIMESTAMP '2026-01-01' + "
            + stamp
            + " * INTERVAL '1 minute' FROM (VALUES "
            + String.join(", ", rows)
            + ") AS v (id, customer)");
    pause(random.nextInt(200));
    session.commit();
  }

  private void runs(int runner) {
    Random random = new Random(runner);
    while (!over) {
      try {
        RunOutcome outcome =
            run(runner, random.nextInt(4) == 0 ? new Pause(random) : RunListener.NONE);
        commits.addAndGet(
            (int)
                outcome.results().stream()
                    .filter(r -> r.succeeded() && r.strategy() != RunStrategy.NONE)
                    .count());
        outcome.results().stream()
            .filter(r -> !r.succeeded())
            .forEach(r -> refused.add(r.message().replaceFirst("^\\w+ (was|and)", "a model $1")));
      } catch (LockHeldException | EngineException e) {
        refused.add(e.getClass().getSimpleName());
        pause(20);
      }
    }
  }

  private RunOutcome run(int runner, RunListener listener) {
    return warehouse.run(
        listener, warehouse.request(new HashSet<>(warehouse.models())).as("process " + runner));
  }

  /** Sleeps before one statement, while its lock is taken for a dead one's. */
  private final class Pause implements RunListener {
    private int left;

    Pause(Random random) {
      left = 15 + random.nextInt(60);
    }

    @Override
    public void before(String purpose, String sql) {
      if (--left == 0) {
        lapse();
        pause(400);
      }
    }
  }

  private void lapse() {
    try (Session session = warehouse.session()) {
      session.execute("lapse", "UPDATE accrete.lock SET taken_at = taken_at - INTERVAL '1 day'");
    } catch (EngineException e) {
      // Somebody takes it in this moment.
      return;
    }
  }

  private void read(String table) {
    long before = 0;
    try (Session session = warehouse.session()) {
      while (!over) {
        long seen =
            session
                .first(
                    "read",
                    "SELECT COALESCE(SUM(orders), 0) FROM derived." + table,
                    row -> row.number(1))
                .orElseThrow();
        assertThat(seen % TOGETHER).as("orders beyond whole loads in %s", table).isZero();
        assertThat(seen).as("orders in %s", table).isGreaterThanOrEqualTo(Math.max(1, before));
        before = seen;
        reads.incrementAndGet();
        pause(10);
      }
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
