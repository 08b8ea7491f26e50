package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.execute.RunStrategy;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches whose rows are exchanged for as many others are seen by the hashes of their rows. */
class HashedBatchesTest {
  private static final int HISTORIES = Integer.getInteger("accrete.histories", 2);
  private static final int STEPS = 12;
  private static final String HASHED = "loaded_at: etl, check: hash";

  private static String hashed(String grain) {
    return "loaded_at: {column: etl, grain: " + grain + "}, check: hash";
  }

  @ParameterizedTest
  @CsvSource({"duckdb, stamp", "duckdb, hour", "postgres, stamp", "postgres, hour"})
  void tablesAreRightWhateverHappensToTheSource(String engine, String grain) {
    for (int seed = 0; seed < HISTORIES; seed++) {
      Random random = new Random(seed);
      try (StampedEvents events = new StampedEvents(engine, hashed(grain))) {
        for (int step = 0; step < STEPS; step++) {
          for (int i = random.nextInt(3); i >= 0; i--) {
            anything(events, random, step);
          }
          if (random.nextInt(3) == 0) {
            events.runSome(random);
          } else {
            events.comparedInAnyWay("seed " + seed + ", step " + step, random);
          }
        }
        events.compared("seed " + seed + ", at the end");
      }
    }
  }

  private static void anything(StampedEvents events, Random random, int newest) {
    int stamp = random.nextInt(newest + 2) - 1;
    switch (random.nextInt(6)) {
      case 0 -> {
        events.delete(stamp, false);
        events.load(stamp, random);
      }
      case 1 -> events.delete(stamp, random.nextInt(3) == 0);
      case 2 ->
          events
              .warehouse()
              .execute(
                  "UPDATE raw.events SET person = 'u"
                      + random.nextInt(3)
                      + "' WHERE id % 7 = "
                      + random.nextInt(7));
      default -> events.load(random.nextBoolean() ? newest : stamp, random);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE raw.events SET person = 'c' WHERE id = 1",
        "UPDATE raw.events SET person = NULL WHERE id = 1",
        "UPDATE raw.events SET person = '' WHERE person IS NULL",
        "UPDATE raw.events SET person = NULL WHERE person = ''",
        "UPDATE raw.events SET person = CASE id WHEN 1 THEN 'b' ELSE 'a' END WHERE id IN (1, 2)",
        "UPDATE raw.events SET amount = CASE id WHEN 1 THEN 4 ELSE 3 END WHERE id IN (1, 2)",
        "UPDATE raw.events SET etl = CASE id WHEN 1 THEN TIMESTAMP '2026-03-01 00:40:00'"
            + " ELSE TIMESTAMP '2026-03-01 00:20:00' END WHERE id IN (1, 3)",
      })
  void anExchangeIsSeen(String statement) {
    for (String engine : new String[] {"duckdb", "postgres"}) {
      try (StampedEvents events = some(engine, HASHED)) {
        events.warehouse().execute(statement);
        assertThat(events.compared(engine + ": " + statement).values())
            .contains(RunStrategy.FULL)
            .doesNotContain(RunStrategy.APPEND);
        assertThat(events.compared("nothing").values()).containsOnly(RunStrategy.NONE);
      }
    }
  }

  /** Rows of two stamps, a NULL and an empty text among them. */
  private static StampedEvents some(String engine, String declared) {
    StampedEvents events = new StampedEvents(engine, declared);
    events.load(1, "a", 3);
    events.load(1, "b", 4);
    events.load(2, "a", 5);
    events.load(2, "", 5);
    events.load(2, "n", 5);
    events.warehouse().execute("UPDATE raw.events SET person = NULL WHERE person = 'n'");
    events.compared("first run");
    return events;
  }

  @Test
  void theSameRowsInAnotherOrderAreNoChange() {
    try (StampedEvents events = some("duckdb", HASHED)) {
      events.warehouse().execute("CREATE TABLE kept AS SELECT * FROM raw.events ORDER BY id DESC");
      events.warehouse().execute("DELETE FROM raw.events");
      events.warehouse().execute("INSERT INTO raw.events SELECT * FROM kept");
      assertThat(events.compared("loaded again").values()).containsOnly(RunStrategy.NONE);
    }
  }

  @Test
  void newStampsAreTakenInAsEver() {
    try (StampedEvents events = some("duckdb", HASHED)) {
      events.load(3, "c", 1);
      assertThat(events.compared("a new stamp"))
          .containsEntry("known", RunStrategy.APPEND)
          .containsEntry("people", RunStrategy.RECOMPUTE);
    }
  }

  /** A sum does not tell whether the rows of a batch that grew are still there. */
  @Test
  void aKnownStampThatGrowsRebuilds() {
    try (StampedEvents events = some("duckdb", HASHED)) {
      events.warehouse().execute("UPDATE raw.events SET person = 'z' WHERE id = 1");
      events.load(1, "c", 1);
      assertThat(events.compared("an exchange in a growing batch"))
          .containsEntry("people", RunStrategy.FULL);
    }
  }

  @Test
  void theFirstHashesAreNoChange() {
    try (StampedEvents events = some("duckdb", "loaded_at: etl")) {
      events.warehouse().execute("UPDATE raw.events SET person = 'c' WHERE id = 1");
      assertThat(events.run().values()).containsOnly(RunStrategy.NONE);
      assertThatThrownBy(() -> Oracle.assertUpToDate(events.warehouse(), "counts show nothing"))
          .isInstanceOf(AssertionError.class);
      events.declare(HASHED);
      assertThat(events.run().values()).containsOnly(RunStrategy.NONE);
      events.warehouse().execute("UPDATE raw.events SET person = 'd' WHERE id = 1");
      assertThat(events.compared("the next exchange").values()).contains(RunStrategy.FULL);
    }
  }

  @Test
  void aDeclaredColumnThatTheTableLacksStopsTheReadersAlone() {
    try (StampedEvents events = some("duckdb", HASHED)) {
      events.warehouse().execute("ALTER TABLE raw.events DROP amount");
      assertThat(events.warehouse().run().result("people").message())
          .contains("has no column amount, which the source raw.events declares");
    }
  }

  /** As if another version of the engine hashed in another way. */
  @Test
  void hashesThatAreAllOthersRebuildOnce() {
    try (StampedEvents events = some("duckdb", HASHED)) {
      events.warehouse().execute("UPDATE accrete.batch_hash SET hash = hash + 1");
      assertThat(events.compared("other hashes").values()).contains(RunStrategy.FULL);
      assertThat(events.compared("nothing").values()).containsOnly(RunStrategy.NONE);
    }
  }

  /** Six hours, of which the newest two are open, with two stamps each. */
  private static StampedEvents hours(String engine) {
    StampedEvents events = new StampedEvents(engine, hashed("hour"));
    for (int hour = 0; hour < 6; hour++) {
      events.load(3 * hour, "a", hour);
      events.load(3 * hour + 1, "b", hour);
    }
    events.load(-1, "c", 1);
    events.compared("first run");
    events.compared("first run");
    return events;
  }

  /** Rows of an hour that is rolled up, of an open one, and of none. */
  @ParameterizedTest
  @ValueSource(strings = {"amount = 1", "amount = 5", "etl IS NULL"})
  void anExchangeInAnHourIsSeen(String where) {
    for (String engine : new String[] {"duckdb", "postgres"}) {
      try (StampedEvents events = hours(engine)) {
        events.warehouse().execute("UPDATE raw.events SET person = 'z' WHERE " + where);
        assertThat(events.compared(engine + ": " + where))
            .containsEntry("people", RunStrategy.FULL)
            .containsEntry("known", RunStrategy.FULL);
        assertThat(events.compared("nothing").values()).containsOnly(RunStrategy.NONE);
      }
    }
  }

  @Test
  void openHoursGainStampsAsEver() {
    try (StampedEvents events = hours("duckdb")) {
      events.load(17, "d", 1);
      assertThat(events.compared("a new stamp of an open hour"))
          .containsEntry("known", RunStrategy.APPEND)
          .containsEntry("people", RunStrategy.RECOMPUTE);
      events.load(18, "d", 1);
      events.load(21, "d", 1);
      events.load(14, "d", 1);
      assertThat(events.compared("two new hours, and a stamp of the one that is rolled up"))
          .containsEntry("known", RunStrategy.APPEND);
      assertThat(events.compared("nothing").values()).containsOnly(RunStrategy.NONE);
      events.load(2, "d", 1);
      assertThat(events.compared("an hour that is rolled up grew"))
          .containsEntry("known", RunStrategy.FULL);
    }
  }

  /** A model that comes back when the hour is rolled up goes by the hour alone. */
  @Test
  void anExchangeAmongOpenStampsIsKeptForModelsThatLag() {
    try (StampedEvents events = hours("duckdb")) {
      events.warehouse().execute("UPDATE raw.events SET person = 'z' WHERE amount = 5");
      events.load(17, "d", 1);
      events.run(Set.of("total"));
      for (int stamp = 18; stamp < 36; stamp += 3) {
        events.load(stamp, "e", 1);
        events.run(Set.of("total"));
      }
      assertThat(events.compared("long after")).containsEntry("people", RunStrategy.FULL);
    }
  }

  /** A stamp goes while its hour gains more rows. */
  @Test
  void aStampThatGoesIsKeptForModelsThatLag() {
    try (StampedEvents events = hours("duckdb")) {
      events.delete(16, true);
      events.load(17, "d", 1);
      events.load(17, "d", 1);
      events.run(Set.of("total"));
      for (int stamp = 18; stamp < 36; stamp += 3) {
        events.load(stamp, "e", 1);
        events.run(Set.of("total"));
      }
      assertThat(events.compared("long after")).containsEntry("people", RunStrategy.FULL);
    }
  }

  @Test
  void hashesOfStampsGoWithTheirHours() {
    try (StampedEvents events = hours("duckdb")) {
      for (int stamp = 18; stamp < 36; stamp += 3) {
        events.load(stamp, "e", 1);
        events.compared("stamp " + stamp);
      }
      assertThat(
              events
                  .warehouse()
                  .number(
                      "SELECT COUNT(DISTINCT stamp) FROM accrete.batch_hash"
                          + " WHERE form = (SELECT MIN(form) FROM accrete.batch_hash WHERE stamp ="
                          + " TIMESTAMP '2026-03-01 05:20:00') OR EXTRACT(MINUTE FROM stamp) > 0"))
          .isLessThan(4);
    }
  }

  /** Turning from one to another loses nothing. */
  @Test
  void theDeclarationMayChange() {
    Random random = new Random(7);
    try (StampedEvents events = new StampedEvents("duckdb", hashed("stamp"))) {
      int newest = 0;
      for (String grain : new String[] {"hour", "stamp", "day", "hour", "stamp", "day"}) {
        events.declare(hashed(grain));
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 4; j++) {
            newest += random.nextInt(60);
            events.load(newest, random);
          }
          anything(events, random, newest);
          events.compared(grain);
        }
      }
    }
  }
}
