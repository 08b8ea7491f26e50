package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.execute.RunStrategy;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sources of which a freeze counts the newest batches, and of older ones their total or nothing.
 */
class ArrivalInOrderTest {
  private static final int HISTORIES = Integer.getInteger("accrete.histories", 1);
  private static final int STEPS = 12;
  private static final String ORDERED = "loaded_at: etl, arrival: ordered";
  private static final String TRUSTED = "loaded_at: etl, arrival: trusted";

  private static String declared(String grain, String arrival) {
    return "loaded_at: {column: etl, grain: " + grain + "}, arrival: " + arrival;
  }

  @ParameterizedTest
  @CsvSource({"duckdb, stamp", "duckdb, hour", "duckdb, day", "postgres, stamp", "postgres, hour"})
  void orderedIsRightOnAnyHistory(String engine, String grain) {
    for (int seed = 0; seed < HISTORIES; seed++) {
      Random random = new Random(seed);
      try (StampedEvents events = new StampedEvents(engine, declared(grain, "ordered"))) {
        int newest = 200;
        for (int step = 0; step < STEPS; step++) {
          newest = anything(events, random, newest);
          events.comparedInAnyWay("seed " + seed + ", step " + step, random);
        }
      }
    }
  }

  /** Rows come, or rows go, or a batch goes and comes again as a late one with a row more. */
  private static int anything(StampedEvents events, Random random, int newest) {
    int now = newest;
    switch (random.nextInt(5)) {
      case 0 -> {
        for (int i = random.nextInt(3); i >= 0; i--) {
          events.delete(stamp(random, now), random.nextBoolean());
        }
      }
      case 1 -> {
        int gone = random.nextInt(100);
        for (long i = events.size(gone); i >= 0; i--) {
          events.load(100 + random.nextInt(50), random);
        }
        events.delete(gone, true);
      }
      default -> {
        for (int i = random.nextInt(5); i >= 0; i--) {
          now += random.nextInt(3);
          events.load(random.nextInt(3) == 0 ? stamp(random, now) : now, random);
        }
      }
    }
    return now;
  }

  private static int stamp(Random random, int newest) {
    return random.nextInt(4) == 0 ? -1 : random.nextInt(newest + 1);
  }

  @ParameterizedTest
  @CsvSource({"duckdb, stamp", "duckdb, hour", "duckdb, day", "postgres, stamp", "postgres, hour"})
  void trustedIsRightWhereOlderStampsStayAsTheyAre(String engine, String grain) {
    for (int seed = 0; seed < HISTORIES; seed++) {
      Random random = new Random(seed);
      try (StampedEvents events = new StampedEvents(engine, declared(grain, "trusted"))) {
        int newest = 0;
        for (int step = 0; step < STEPS; step++) {
          if (random.nextInt(6) == 0) {
            events.delete(random.nextBoolean() ? newest : -1, random.nextBoolean());
          } else {
            for (int i = random.nextInt(5); i >= 0; i--) {
              newest += random.nextInt(3);
              events.load(random.nextInt(5) == 0 ? -1 : newest, random);
            }
          }
          events.comparedInAnyWay("seed " + seed + ", step " + step, random);
        }
      }
    }
  }

  /** Turning from one to another loses nothing, the finest stamps after hours included. */
  @ParameterizedTest
  @CsvSource({"trusted", "ordered"})
  void theDeclarationMayChange(String arrival) {
    Random random = new Random(7);
    try (StampedEvents events = new StampedEvents("duckdb", declared("stamp", "any"))) {
      int newest = 0;
      for (String grain : new String[] {"stamp", "hour", "stamp", "day", "hour", "stamp", "day"}) {
        for (String counted : new String[] {arrival, "any", arrival}) {
          events.declare(declared(grain, counted));
          for (int i = 0; i < 6; i++) {
            newest += random.nextInt(60);
            events.load(newest, random);
          }
          events.compared(grain + " " + counted);
        }
      }
    }
  }

  @Test
  void whatGrowsLateIsAnOrdinaryChange() {
    try (StampedEvents events = three(ORDERED)) {
      events.load(2, "a", 5);
      assertThat(events.compared("an old stamp grew").get("people"))
          .isEqualTo(RunStrategy.RECOMPUTE);
      events.load(3, "z", 5);
      assertThat(events.compared("a late stamp").get("known")).isEqualTo(RunStrategy.APPEND);
      events.delete(1, false);
      assertThat(events.compared("an old stamp shrank").values()).containsOnly(RunStrategy.FULL);
      assertThat(events.compared("nothing").values()).containsOnly(RunStrategy.NONE);
    }
  }

  /** Three stamps that all models have taken in, of two rows each. */
  private static StampedEvents three(String declared) {
    StampedEvents events = new StampedEvents("duckdb", declared);
    for (int stamp : new int[] {1, 2, 4}) {
      events.load(stamp, "a", stamp);
      events.load(stamp, "b", stamp);
    }
    events.compared("first run");
    return events;
  }

  /** What `explain` says: one total does not show what its parts make up for. */
  @Test
  void aRowThatWentAndOneThatCameToOlderStampsAreNotSeenByTheirTotal() {
    try (StampedEvents events = three(ORDERED)) {
      events.delete(1, false);
      events.load(2, "c", 9);
      assertThat(events.run().values()).containsOnly(RunStrategy.NONE);
      assertDiffers(events);
      events.load(3, "d", 1);
      events.compared("the next change of older stamps shows all of it");
    }
  }

  @Test
  void allStampsAreCountedWhereNothingElseIsSaid() {
    try (StampedEvents events = three("loaded_at: etl")) {
      events.delete(1, false);
      events.load(2, "c", 9);
      assertThat(events.compared("a pair").values()).containsOnly(RunStrategy.FULL);
    }
  }

  /** What `explain` says of late rows, of rebuilds, and of what finds them after all. */
  @Test
  void whatBreaksTheTrustIsNotSeenUntilAllIsCounted() {
    try (StampedEvents events = three(TRUSTED)) {
      events.load(3, "late", 9);
      events.load(2, "a", 7);
      events.delete(1, false);
      assertThat(events.run().values()).containsOnly(RunStrategy.NONE);
      events.load(5, "a", 8);
      events.run();
      assertThat(events.warehouse().number("SELECT events FROM derived.people WHERE person = 'a'"))
          .as("a touched key is computed of the rows that known stamps have now")
          .isEqualTo(4);
      assertThat(events.warehouse().number("SELECT COUNT(*) FROM derived.known"))
          .as("nothing but the new stamp is appended")
          .isEqualTo(7);
      assertThat(events.warehouse().texts("SELECT person FROM derived.people"))
          .doesNotContain("late");
      events.declare("loaded_at: etl");
      events.compared("all is counted");
    }
  }

  @Test
  void theNewestStampMayGrowInATrustedSource() {
    try (StampedEvents events = three(TRUSTED)) {
      events.load(4, "c", 9);
      assertThat(events.compared("a load of two transactions").get("people"))
          .isEqualTo(RunStrategy.RECOMPUTE);
    }
  }

  @Test
  void explainSaysWhatIsNotSeen() {
    try (StampedEvents events = three(ORDERED)) {
      assertThat(events.warehouse().model("people").explanation())
          .contains("while as many came to older batches");
      events.declare(TRUSTED);
      assertThat(events.warehouse().model("people").explanation())
          .contains("A batch that comes late is never read, by no rebuild either");
    }
  }

  private static void assertDiffers(StampedEvents events) {
    assertThatThrownBy(() -> Oracle.assertUpToDate(events.warehouse(), "now"))
        .isInstanceOf(AssertionError.class);
  }
}
