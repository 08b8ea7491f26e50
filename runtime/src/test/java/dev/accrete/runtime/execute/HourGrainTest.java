package dev.accrete.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.load.SourceDeclaration.Grain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stamps of each event, counted by hour. */
class HourGrainTest {
  private Warehouse warehouse;
  private final WrittenPlans plans = new WrittenPlans(Grain.HOUR);

  @BeforeEach
  void open() {
    warehouse = new Warehouse().withEvents();
    warehouse.load("0 a 1 /x", "61 b 1 /x", "125 c 1 /x", "130 d 1 /x");
    run();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private ModelResult run() {
    ModelResult result = warehouse.run(plans.sessions()).result("sessions");
    assertThat(result.message()).isEmpty();
    warehouse.assertUpToDate();
    return result;
  }

  private long boundary() {
    return warehouse.number(
        "SELECT date_diff('minute', TIMESTAMP '2026-01-01', MAX(stamp)) FROM accrete.batch WHERE grain = 'rolled_up'");
  }

  @Test
  void theTwoNewestHoursAreOpen() {
    assertThat(boundary()).isEqualTo(60);
    assertThat(warehouse.number("SELECT COUNT(*) FROM accrete.batch WHERE grain = 'stamp'"))
        .isEqualTo(3);
  }

  @Test
  void openHourGrowsByItsNewStampsAlone() {
    warehouse.load("140 e 1 /x");
    ModelResult result = run();
    assertThat(result.reason()).startsWith("1 new batch of atomic.events");
    assertThat(result.keysTouched()).isEqualTo(1);
  }

  @Test
  void rolledUpHourThatGrowsIsReopenedWhole() {
    warehouse.load("5 e 1 /x");
    ModelResult result = run();
    assertThat(result.reason()).startsWith("1 grown batch of atomic.events");
    assertThat(result.keysTouched()).isEqualTo(2);
  }

  @Test
  void hourIsCountedByStampOnceMoreWhenItIsRolledUp() {
    warehouse.load("140 e 1 /x", "200 f 1 /x", "260 g 1 /x", "320 h 1 /x");
    ModelResult result = run();
    assertThat(boundary()).isEqualTo(240);
    assertThat(result.reason()).startsWith("4 new batches of atomic.events");
    assertThat(result.keysTouched()).isEqualTo(4);
  }

  @Test
  void shrinkOfAStampInAnHourThatGrewIsSeen() {
    warehouse.sql("DELETE FROM atomic.events WHERE domain_userid = 'c'");
    warehouse.load("140 e 1 /x", "141 f 1 /x");
    assertThat(run().reason()).isEqualTo("a batch of atomic.events shrunk");
  }

  @Test
  void exchangeOfAStampInAnOpenHourIsSeenThoughItsTotalStays() {
    warehouse.sql("DELETE FROM atomic.events WHERE domain_userid = 'c'");
    warehouse.load("140 e 1 /x");
    assertThat(run().strategy()).isEqualTo(RunStrategy.FULL);
  }

  @Test
  void modelThatLagsBehindARollUpTakesTheHourAsAWhole() {
    warehouse.run(plans.sessions());
    warehouse.load("140 e 1 /x");
    warehouse.freezeAlone(plans);
    warehouse.load("200 f 1 /x", "260 g 1 /x", "320 h 1 /x");
    warehouse.freezeAlone(plans);
    warehouse.load("145 i 1 /x");
    warehouse.freezeAlone(plans);
    ModelResult result = run();
    assertThat(result.reason()).startsWith("3 new and 1 grown batches of atomic.events");
  }

  @Test
  void rowsWithoutStampAreABatch() {
    warehouse.load("NULL n 1 /x");
    assertThat(run().reason()).startsWith("1 new batch of atomic.events");
    warehouse.load("NULL m 1 /x");
    assertThat(run().reason()).startsWith("1 grown batch of atomic.events");
  }

  @Test
  void stampsOfRolledUpHoursAreDroppedOnceTakenIn() {
    warehouse.load("200 f 1 /x", "260 g 1 /x");
    run();
    assertThat(
            warehouse.number(
                "SELECT COUNT(*) FROM accrete.batch WHERE grain = 'stamp' AND stamp < TIMESTAMP '2026-01-01 03:00:00'"))
        .isZero();
  }
}
