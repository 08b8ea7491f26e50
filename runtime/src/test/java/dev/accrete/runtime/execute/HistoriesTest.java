package dev.accrete.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random histories of loads, deletes, lagging models and loads between any two statements of a run.
 */
class HistoriesTest {
  private static final int HISTORIES = Integer.getInteger("accrete.histories", 1);
  private static final int STEPS = 12;

  @ParameterizedTest
  @EnumSource(Grain.class)
  void everyTableEqualsItsRebuild(Grain grain) {
    play(grain, Arrival.ANY);
  }

  @ParameterizedTest
  @EnumSource(Grain.class)
  void alsoWhereOlderBatchesAreCountedByTheirTotal(Grain grain) {
    play(grain, Arrival.ORDERED);
  }

  private static void play(Grain grain, Arrival arrival) {
    for (int seed = 0; seed < HISTORIES; seed++) {
      try (Warehouse warehouse = new Warehouse().withEvents()) {
        new History(warehouse, new WrittenPlans(grain, arrival), seed).play();
      }
    }
  }

  /** One history. */
  private static final class History {
    private final Warehouse warehouse;
    private final WrittenPlans plans;
    private final Random random;
    private final String seed;
    private int freshStamp = 10_000;

    History(Warehouse warehouse, WrittenPlans plans, int seed) {
      this.warehouse = warehouse;
      this.plans = plans;
      this.random = new Random(seed);
      this.seed = "seed " + seed;
    }

    void play() {
      warehouse.sql("CREATE TABLE atomic.frozen AS SELECT * FROM atomic.events WHERE 1 = 0");
      for (int step = 0; step < STEPS; step++) {
        change();
        if (random.nextInt(4) == 0) {
          delete();
        }
        boolean exact = random.nextBoolean();
        RunOutcome outcome = warehouse.run(new Intruder(exact), chosen());
        assertThat(outcome.results()).as(seed).allMatch(r -> r.message().isEmpty());
        if (exact && outcome.results().size() == 2) {
          assertFrozen();
        }
        if (random.nextInt(3) == 0) {
          warehouse.run(plans.sessions(), plans.visitors());
          warehouse.assertGraphUpToDate();
        }
      }
      warehouse.run(plans.sessions(), plans.visitors());
      warehouse.assertGraphUpToDate();
    }

    private ModelPlan[] chosen() {
      boolean built =
          warehouse.number(
                  "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'sessions'")
              > 0;
      return switch (built ? random.nextInt(4) : 2) {
        case 0 -> new ModelPlan[] {plans.sessions()};
        case 1 -> new ModelPlan[] {plans.visitors()};
        default -> new ModelPlan[] {plans.sessions(), plans.visitors()};
      };
    }

    private void assertFrozen() {
      String sessions = WrittenPlans.sessionsOver("atomic.frozen");
      warehouse.assertSame("derived.sessions", sessions);
      warehouse.assertSame(
          "derived.visitors", WrittenPlans.visitorsOver("(" + sessions + ") AS s"));
    }

    private void change() {
      for (int i = random.nextInt(4); i > 0; i--) {
        load(random.nextInt(5) == 0 ? "NULL" : Integer.toString(random.nextInt(600)));
      }
    }

    /**
     * Deletes rows with a freeze before and after, since counts cannot show rows that leave a batch
     * while others join it.
     */
    private void delete() {
      warehouse.freezeAlone(plans);
      warehouse.sql(
          "DELETE FROM atomic.events WHERE hash(rowid, " + random.nextInt(1000) + ") % 9 = 0");
      warehouse.freezeAlone(plans);
    }

    private void load(String stamp) {
      String user = random.nextInt(6) == 0 ? "NULL" : "u" + random.nextInt(5);
      warehouse.load(stamp + " " + user + " " + random.nextInt(3) + " /p" + random.nextInt(4));
    }

    /**
     * Loads between statements; exact ones bring stamps of their own, so that the tables must be as
     * frozen.
     */
    private final class Intruder implements RunListener {
      private final boolean exact;
      private boolean begun;
      private boolean frozen;

      Intruder(boolean exact) {
        this.exact = exact;
      }

      @Override
      public void before(String purpose, String sql) {
        if (begun && purpose.equals("create the state")) {
          // The first rows of the state come in a transaction before that of the freeze.
          begun = false;
        } else if (!frozen && begun) {
          // DuckDB takes the snapshot of a transaction at its first statement.
          warehouse.sql("DELETE FROM atomic.frozen");
          warehouse.sql("INSERT INTO atomic.frozen SELECT * FROM atomic.events");
          frozen = true;
        } else if (sql.equals("BEGIN")) {
          begun = true;
        } else if (random.nextInt(5) == 0) {
          intrude();
        }
      }

      private void intrude() {
        if (exact) {
          load(Integer.toString(freshStamp += 7));
        } else {
          change();
        }
      }
    }
  }
}
