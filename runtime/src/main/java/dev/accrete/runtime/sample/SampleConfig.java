package dev.accrete.runtime.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * What to generate. The same configuration gives the same bytes, everywhere.
 *
 * @param seed any number
 * @param loads in order, at least one
 * @param firstDay the day (UTC) on which the first session begins
 * @param days over how many days the events spread, in all loads together
 * @param etlSeconds how many seconds of events share one etl_tstamp; 1 is streaming
 */
public record SampleConfig(
    long seed, List<LoadPlan> loads, LocalDate firstDay, int days, int etlSeconds) {
  private static final LocalDate DEFAULT_FIRST_DAY = LocalDate.of(2026, 3, 2);
  private static final int DEFAULT_DAYS = 30;
  private static final int HOUR = 3600;
  private static final long FEWEST = 1_000;
  private static final long MOST = 100_000_000;

  public SampleConfig {
    loads = List.copyOf(loads);
    if (loads.isEmpty() || days < 1 || etlSeconds < 1 || etlSeconds > 24 * HOUR) {
      throw new IllegalArgumentException("need a load, a day, and stamps of 1 second to 1 day");
    }
  }

  /** So many events in loads of equal size; the loads after the first bring every hard case. */
  public static SampleConfig of(long seed, long events, int loads) {
    return growing(seed, events - (events / loads) * (loads - 1), loads - 1, events / loads);
  }

  /** A large first load, then batches of one size that bring every hard case. */
  public static SampleConfig growing(long seed, long first, int batches, long each) {
    List<LoadPlan> loads = new ArrayList<>();
    loads.add(new LoadPlan("history", first, EnumSet.of(HardCase.LATE, HardCase.DUPLICATED)));
    for (int i = 1; i <= batches; i++) {
      loads.add(LoadPlan.everything("batch " + i, each));
    }
    return new SampleConfig(seed, loads, DEFAULT_FIRST_DAY, DEFAULT_DAYS, HOUR);
  }

  /** Two weeks of a small shop in four loads, each with a case of its own. */
  public static SampleConfig demo(long seed) {
    List<LoadPlan> loads =
        List.of(
            new LoadPlan(
                "two weeks of history", 51_500, EnumSet.of(HardCase.LATE, HardCase.DUPLICATED)),
            new LoadPlan(
                "new events, late ones and duplicates",
                1_500,
                EnumSet.of(HardCase.LATE, HardCase.DUPLICATED)),
            new LoadPlan(
                "a stamp that grows",
                1_500,
                EnumSet.of(HardCase.GROWN_STAMP, HardCase.LATE, HardCase.DUPLICATED)),
            new LoadPlan(
                "visitors who turn out to be earlier ones",
                1_500,
                EnumSet.of(HardCase.IDENTIFIED, HardCase.LATE)));
    return new SampleConfig(seed, loads, DEFAULT_FIRST_DAY, 14, HOUR);
  }

  /**
   * The same story with more events or fewer: thousands to a hundred million, as large a share of
   * them in each load.
   */
  public static SampleConfig demo(long seed, long events) {
    if (events < FEWEST || events > MOST) {
      throw new IllegalArgumentException("need 1,000 to 100,000,000 events, not " + events);
    }
    SampleConfig story = demo(seed);
    List<LoadPlan> loads = new ArrayList<>();
    long rest = events;
    for (int i = story.loads().size() - 1; i >= 0; i--) {
      LoadPlan plan = story.loads().get(i);
      long share = i == 0 ? rest : plan.events() * events / story.events();
      loads.add(0, new LoadPlan(plan.title(), share, plan.cases()));
      rest -= share;
    }
    return new SampleConfig(seed, loads, story.firstDay(), story.days(), story.etlSeconds());
  }

  /** The same over another number of days. */
  public SampleConfig withDays(int otherDays) {
    return new SampleConfig(seed, loads, firstDay, otherDays, etlSeconds);
  }

  /** The same with another width of stamps, in seconds. */
  public SampleConfig withEtlSeconds(int otherSeconds) {
    return new SampleConfig(seed, loads, firstDay, days, otherSeconds);
  }

  /** How many rows all loads have together. */
  public long events() {
    return loads.stream().mapToLong(LoadPlan::events).sum();
  }
}
