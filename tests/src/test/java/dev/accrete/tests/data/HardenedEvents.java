package dev.accrete.tests.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The shared events with what they lack: copies, logins, pings, NULL ids, late contexts, stamps
 * that grow; the same for a seed. To be cut into loads in several ways.
 */
public final class HardenedEvents {
  private static final Comparator<DataRow> BY_STAMP =
      Comparator.comparing(row -> row.text("etl_tstamp"));

  private final List<Arrival> events;
  private final List<Arrival> contexts;

  private HardenedEvents(List<Arrival> events, List<Arrival> contexts) {
    this.events = events;
    this.contexts = contexts;
  }

  /**
   * Reads and hardens the events of the folder that {@link SharedData#find} gave.
   *
   * @throws IOException where a file cannot be read
   */
  public static HardenedEvents read(Path data, long seed) throws IOException {
    return of(WebEvents.read(data), seed);
  }

  /** Events as they are, for want of harder ones. */
  static HardenedEvents of(WebEvents plain) {
    return new HardenedEvents(
        plain.events().stream().map(Arrival::inTime).toList(),
        plain.contexts().stream().map(Arrival::inTime).toList());
  }

  /** Hardens events. */
  public static HardenedEvents of(WebEvents plain, long seed) {
    HardeningDraft draft = new HardeningDraft(plain, new Random(seed));
    HardeningScript.all().forEach(step -> step.accept(draft));
    return new HardenedEvents(draft.events(), draft.contexts());
  }

  /** All event rows. */
  public List<DataRow> events() {
    return events.stream().map(Arrival::row).toList();
  }

  /** All context rows. */
  public List<DataRow> contexts() {
    return contexts.stream().map(Arrival::row).toList();
  }

  /**
   * In the order of etl_tstamp, each stamp in one load, but for rows that are held back: they come
   * one load later, so that stamps grow.
   */
  public List<HardLoad> byEtl(int loads) {
    LoadCut cut = new LoadCut(events, contexts, loads);
    return cut.inOrder(BY_STAMP, row -> row.text("etl_tstamp"), true);
  }

  /** What came two hours late or more comes first, the latest stamp at the head. */
  public List<HardLoad> lateFirst(int loads) {
    Comparator<DataRow> order =
        Comparator.<DataRow, Boolean>comparing(row -> !isLate(row))
            .thenComparing((a, b) -> isLate(a) ? BY_STAMP.compare(b, a) : BY_STAMP.compare(a, b));
    return new LoadCut(events, contexts, loads).inOrder(order, null, true);
  }

  /** Cut by collector_tstamp: stamps straddle the loads. */
  public List<HardLoad> byCollector(int loads) {
    Comparator<DataRow> order = Comparator.comparing(row -> row.text("collector_tstamp"));
    return new LoadCut(events, contexts, loads).inOrder(order, null, false);
  }

  /** Each event in any load; contexts in any, too. */
  public List<HardLoad> shuffled(long seed, int loads) {
    return new LoadCut(events, contexts, loads).shuffled(new Random(seed));
  }

  /** Whether the ETL run came two hours or more after the collector. */
  static boolean isLate(DataRow row) {
    String twoHoursLater = Times.plusSeconds(row.text("collector_tstamp"), 2 * 3600);
    return row.text("etl_tstamp").compareTo(twoHoursLater) >= 0;
  }
}
