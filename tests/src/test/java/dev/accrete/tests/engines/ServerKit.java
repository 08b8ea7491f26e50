package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.LockHeldException;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Oracle;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What an engine that is a server has to pass besides: it may end a connection at any moment. */
abstract class ServerKit extends EngineKit {
  @Override
  boolean someoneWaits() {
    return warehouse().number("SELECT COUNT(*) FROM pg_locks WHERE NOT granted") > 0;
  }

  @Test
  void whatPeopleSetOnATableOutlivesANewShape() {
    run("the first run");
    String reader = "reader_" + Long.toHexString(System.nanoTime());
    String owner = reader.replace("reader", "owner");
    warehouse().execute("CREATE ROLE " + reader + " LOGIN");
    warehouse().execute("CREATE ROLE " + owner);
    for (String set :
        List.of(
            "GRANT SELECT ON derived.named TO " + reader + " WITH GRANT OPTION",
            "GRANT INSERT ON derived.named TO PUBLIC",
            "GRANT SELECT ON derived.seen TO " + reader,
            "COMMENT ON TABLE derived.named IS 'it''s \\\\ read'",
            "COMMENT ON COLUMN derived.named.region IS 'where; they are'",
            "COMMENT ON VIEW derived.seen IS 'seen'",
            "ALTER TABLE derived.named ADD COLUMN gone INTEGER",
            "COMMENT ON COLUMN derived.named.gone IS 'of no column'",
            "ALTER TABLE derived.named OWNER TO " + owner,
            "UPDATE accrete.model_version SET fingerprint = 'another' WHERE model = 'named'")) {
      warehouse().execute(set);
    }
    List<String> before = set("derived.named", "derived.seen");
    assertThat(before).as("what was set").hasSizeGreaterThan(7);
    assertThat(run("a new shape").result("named").strategy()).isEqualTo(RunStrategy.FULL);
    assertThat(
            warehouse()
                .texts(
                    "SELECT attname FROM pg_attribute WHERE attrelid = 'derived.named'::regclass AND attname = 'gone'"))
        .as("the table is another one")
        .isEmpty();
    assertThat(set("derived.named", "derived.seen"))
        .isEqualTo(before.stream().filter(s -> !s.contains("of no column")).toList());
    warehouse().execute("DROP OWNED BY " + reader + ", " + owner + " CASCADE");
    warehouse().execute("DROP ROLE " + reader + ", " + owner);
  }

  /** Owner, rights and comments, as the catalogue has them. */
  private List<String> set(String... relations) {
    List<String> all = new ArrayList<>();
    for (String relation : relations) {
      String of = " WHERE %s = '" + relation + "'::regclass ORDER BY 1";
      all.addAll(
          warehouse()
              .texts(
                  "SELECT relname || pg_get_userbyid(relowner) FROM pg_class"
                      + of.formatted("oid")));
      all.addAll(
          warehouse()
              .texts(
                  "SELECT CAST(x AS TEXT) FROM pg_class, unnest(relacl) AS x"
                      + of.formatted("oid")));
      all.addAll(
          warehouse().texts("SELECT description FROM pg_description" + of.formatted("objoid")));
    }
    return all;
  }

  @Test
  void afterAConnectionThatTheServerDropsTheNextRunIsRight() {
    int statements = statements();
    int drops = 0;
    for (int at = 1; at <= statements; at += STRIDE / 4) {
      Drop drop = new Drop(at, purpose -> true, false);
      change(at + 2_000);
      runInto(drop);
      drops += drop.where.isEmpty() ? 0 : 1;
      lapse();
      run(drop.where);
    }
    System.out.printf("connections dropped: %d, each followed by a run%n", drops);
    assertThat(drops).isGreaterThan(2 * statements / STRIDE);
  }

  /** Has the server end the run's connection before or after one statement. */
  private final class Drop implements RunListener {
    private final int at;
    private final Predicate<String> which;
    private final boolean after;
    private int statements;
    private String where = "";

    /** The statement is the one of that number among some. */
    Drop(int at, Predicate<String> which, boolean after) {
      this.at = at;
      this.which = which;
      this.after = after;
    }

    @Override
    public void before(String purpose, String sql) {
      if (which.test(purpose) && ++statements == at && !after) {
        drop("before", purpose);
      }
    }

    @Override
    public void after(String purpose, String sql) {
      if (after && which.test(purpose) && statements == at) {
        statements++;
        drop("after", purpose);
        throw new EngineException(purpose, sql, new SQLException("the connection was reset"));
      }
    }

    private void drop(String when, String purpose) {
      where = "a connection dropped " + when + " statement " + at + ", " + purpose;
      warehouse()
          .number(
              "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity"
                  + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
  }

  @Test
  void aRunThatLosesItsConnectionGoesOnOverAnotherOne() {
    run("the first run");
    int drops = 0;
    for (String before :
        List.of(
            "Publish the rows that raw.customers",
            "Move the version of regions",
            "Note how far priced",
            "Drop the changes of",
            "give the lock back")) {
      change(5_000 + drops++);
      goesOn(new Drop(1, purpose -> purpose.startsWith(before), false));
    }
    assertThat(drops).isEqualTo(5);
  }

  /** The word of the commit is lost: whoever takes it for failed commits the change twice. */
  @Test
  void aCommitWhoseOutcomeIsUnknownIsLookedUp() {
    run("the first run");
    int told = 0;
    for (int commit = 2; commit <= 6; commit++) {
      change(6_000 + commit);
      RunOutcome outcome = goesOn(new Drop(commit, "commit"::equals, true));
      told +=
          (int) outcome.results().stream().filter(r -> r.message().contains("had taken")).count();
    }
    assertThat(told).as("commits that were looked up").isEqualTo(5);
  }

  private RunOutcome goesOn(Drop drop) {
    RunOutcome outcome = warehouse().run(drop, request());
    assertThat(drop.where).isNotEmpty();
    assertThat(outcome.results()).as(drop.where).allMatch(ModelResult::succeeded);
    Oracle.assertUpToDate(warehouse(), drop.where);
    assertThat(run("nothing left").results())
        .as("after %s", drop.where)
        .allMatch(r -> r.strategy() == RunStrategy.NONE || r.strategy() == RunStrategy.VIEW);
    return outcome;
  }

  @Test
  void firstRunsInTheSameMomentMakeEachRowOfTheStateOnce() throws Exception {
    List<Thread> runs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      RunRequest request = request();
      runs.add(new Thread(() -> runUnlessHeld(request)));
    }
    runs.forEach(Thread::start);
    for (Thread run : runs) {
      run.join();
    }
    for (String table : List.of("state_version", "lock", "freeze_counter")) {
      assertThat(warehouse().number("SELECT COUNT(*) FROM accrete." + table))
          .as(table)
          .isEqualTo(1);
    }
    assertThat(
            warehouse()
                .number("SELECT COUNT(*) - COUNT(DISTINCT model) FROM accrete.model_version"))
        .isZero();
    lapse();
    run("one run after them");
  }

  /** Another run may have the lock, or have been faster too often. */
  private void runUnlessHeld(RunRequest request) {
    try {
      warehouse().run(RunListener.NONE, request);
    } catch (EngineException | LockHeldException e) {
      return;
    }
  }
}
