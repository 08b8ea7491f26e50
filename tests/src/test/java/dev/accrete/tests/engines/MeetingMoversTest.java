package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.LockHeldException;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.tests.acceptance.Waiting;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two who move the same waiting rows at once: a run, and beside it another one that took its lock
 * for a dead one's, or a script, which asks for no lock. The second does all that it does at one
 * statement of the first, or waits there for it. No row may be lost or come twice, nor be counted
 * twice by a model.
 *
 * <p>{@code -Daccrete.movers.all=true} meets every statement of the first, else those of its move.
 */
class MeetingMoversTest {
  private static final boolean ALL = Boolean.getBoolean("accrete.movers.all");
  private static final String MOVES = "that every reader has taken in come into its own table";

  @ParameterizedTest
  @CsvSource({"duckdb, run", "duckdb, script", "postgres, run", "postgres, script"})
  void noRowIsLostOrComesTwice(String engine, String second) {
    boolean duck = engine.equals("duckdb");
    Database database = duck ? DuckDbDatabase.inMemory() : PostgresServer.fresh();
    try (Warehouse warehouse =
        Warehouse.over(database, project(duck ? Waiting.onDuckDb() : Waiting.onPostgres()))) {
      warehouse.execute("CREATE SCHEMA raw");
      warehouse.execute("CREATE SCHEMA landing");
      warehouse.execute("CREATE TABLE raw.events (id INTEGER)");
      warehouse.execute("CREATE TABLE landing.events (id INTEGER)");
      Movers movers = new Movers(warehouse, second.equals("script"));
      movers.land();
      warehouse.run(); // which creates the state
      movers.land();
      Statements counted = new Statements();
      warehouse.run(counted);
      List<Integer> met = counted.met();
      assertThat(met).hasSizeGreaterThan(4);
      int overtaken = 0;
      for (int at : met) {
        movers.land();
        overtaken += movers.meet(at) ? 1 : 0;
        movers.assertEachRowIsThereOnce(
            engine + ", a " + second + " at statement " + at + ": " + counted.purposes.get(at));
      }
      assertThat(overtaken).as("times that the second moved rows before the first").isPositive();
    }
  }

  private static Map<String, String> project(Map<String, String> waiting) {
    Map<String, String> files = new TreeMap<>(waiting);
    files.keySet().removeIf(file -> file.endsWith(".sql"));
    files.put(
        "models/sources.yml",
        "sources:\n  - {name: raw.events, changes: landing, landing: landing.events, move: after, columns: {id: integer}}\n");
    files.put("models/total.sql", "SELECT COUNT(*) AS events FROM ${ref('raw.events')}\n");
    return files;
  }

  /** Which statements of a run are met: all, or those of its moves with their begin and commit. */
  private static final class Statements implements RunListener {
    private final List<String> purposes = new ArrayList<>();

    @Override
    public void before(String purpose, String sql) {
      purposes.add(purpose);
    }

    List<Integer> met() {
      List<Integer> met = new ArrayList<>();
      for (int i = 0; i < purposes.size(); i++) {
        if (ALL) {
          met.add(i);
        } else if (purposes.get(i).equals("read the positions")
            || purposes.get(i).equals("read the versions")) {
          met.add(i);
        } else if (purposes.get(i).contains(MOVES)) {
          for (int near = i - 3; near <= i + 3 && near < purposes.size(); near++) {
            met.add(near);
          }
        }
      }
      return met;
    }
  }

  private static final class Movers {
    private final Warehouse warehouse;
    private final boolean script;
    private final String waiting;
    private int landed;
    private int runs;

    Movers(Warehouse warehouse, boolean script) {
      this.warehouse = warehouse;
      this.script = script;
      this.waiting =
          warehouse
              .tables()
              .dialect()
              .relation(
                  new StateSql(warehouse.tables()).waitingTable(new RelationName("raw", "events")));
    }

    void land() {
      for (int i = 0; i < 3; i++) {
        warehouse.execute("INSERT INTO landing.events VALUES (" + ++landed + ")");
      }
    }

    /** Whether the second ended well at that statement, without waiting for the first. */
    boolean meet(int at) {
      Meeting meeting = new Meeting(at);
      try {
        runAs("first " + ++runs, meeting);
      } catch (EngineException | LockHeldException e) {
        // It was overtaken, and says so.
        assertThat(e.getMessage()).isNotEmpty();
      }
      return meeting.end();
    }

    private void runAs(String process, RunListener listener) {
      warehouse.run(listener, warehouse.request(new HashSet<>(warehouse.models())).as(process));
    }

    private void second() {
      try {
        if (script) {
          warehouse.play(warehouse.project().run());
        } else {
          lapse();
          runAs("second " + ++runs, RunListener.NONE);
        }
      } catch (EngineException | LockHeldException e) {
        // The first was faster.
        assertThat(e.getMessage()).isNotEmpty();
      }
    }

    private void lapse() {
      try (Session session = warehouse.session()) {
        session.execute("lapse", "UPDATE accrete.lock SET taken_at = taken_at - INTERVAL '1 day'");
      }
    }

    void assertEachRowIsThereOnce(String when) {
      for (boolean atEnd : new boolean[] {false, true}) {
        if (atEnd) {
          lapse();
          assertThat(warehouse.run().results()).as(when).allMatch(r -> r.succeeded());
        }
        assertThat(
                warehouse.texts(
                    "SELECT COUNT(*) || ' ' || COUNT(DISTINCT id) || ' ' || MAX(id) FROM (SELECT id FROM raw.events"
                        + (atEnd ? "" : " UNION ALL SELECT id FROM landing.events")
                        + (atEnd ? "" : " UNION ALL SELECT id FROM " + waiting)
                        + ") AS rows_of_all"))
            .as(when + (atEnd ? ", after one more run" : ""))
            .containsExactly("%1$d %1$d %1$d".formatted(landed));
      }
      assertThat(warehouse.number("SELECT events FROM derived.total")).as(when).isEqualTo(landed);
    }

    /** Lets the second do all that it does before one statement of the first. */
    private final class Meeting implements RunListener {
      private final int at;
      private int statements;
      private boolean alone;
      private CompletableFuture<Void> going = CompletableFuture.completedFuture(null);

      Meeting(int at) {
        this.at = at;
      }

      @Override
      public void before(String purpose, String sql) {
        if (statements++ != at) {
          return;
        }
        going = CompletableFuture.runAsync(Movers.this::second);
        try {
          going.get(3, TimeUnit.SECONDS);
          alone = true;
        } catch (TimeoutException e) {
          alone = false; // it waits for what the first has written
        } catch (InterruptedException | ExecutionException e) {
          throw new IllegalStateException(e);
        }
      }

      boolean end() {
        going.join();
        return alone;
      }
    }
  }
}
