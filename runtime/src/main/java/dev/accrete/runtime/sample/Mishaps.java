package dev.accrete.runtime.sample;

import dev.accrete.runtime.sample.SampleEvent.Times;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong on the way of a session's events: some are sent late, held back or copied.
 *
 * <p>Chance decides, but for sessions shortly before the next load, where the turn of the session's
 * number does: so that each load surely has what its plan says.
 */
final class Mishaps {
  private static final int LATE_PER_MILLE = 50;
  private static final int COPY_PER_MILLE = 60;
  private static final long SHORTEST_DELAY = 600_000L;

  private final SampleConfig config;
  private final Timeline timeline;
  private final Dice dice;
  private final int turn;
  private final int home;
  private final int next;
  private final long pace;
  private final boolean near;
  private final List<SampleEvent> rows;

  private Mishaps(
      SampleConfig config, Timeline timeline, SessionStart start, List<SampleEvent> rows) {
    this.config = config;
    this.timeline = timeline;
    this.rows = rows;
    this.dice = Dice.of(config.seed(), Dice.Purpose.MISHAP, start.number());
    this.turn = (int) (start.number() % 8);
    this.home = rows.get(0).loadIndex();
    this.next = Math.min(home + 1, config.loads().size() - 1);
    this.pace = timeline.length(next) / 2;
    this.near = home < next && start.millis() >= timeline.end(home) - pace;
  }

  /** The rows as they arrive: the given events, some changed, and copies after them. */
  static List<SampleEvent> befall(
      SampleConfig config, Timeline timeline, SessionStart start, List<SampleEvent> events) {
    List<SampleEvent> rows = new ArrayList<>(events);
    Mishaps mishaps = new Mishaps(config, timeline, start, rows);
    mishaps.sendLate();
    mishaps.holdBack();
    mishaps.copy();
    return rows;
  }

  /** Where near, past the end of the load; else anything up to twice that. */
  private long delay() {
    return near ? pace + dice.below(pace) : SHORTEST_DELAY + dice.below(4 * pace);
  }

  /** The last events, or the first one alone, reach the collector later. */
  private void sendLate() {
    boolean late = near ? turn == 0 || turn == 4 : dice.perMille(LATE_PER_MILLE);
    if (!late) {
      return;
    }
    long delay = delay();
    boolean firstAlone = near ? turn == 4 : dice.perMille(300);
    int from = firstAlone ? 0 : dice.below(rows.size());
    int to = firstAlone ? 1 : rows.size();
    for (int i = from; i < to; i++) {
      Times times = rows.get(i).times;
      long collector = times.collector() + delay;
      long etl = timeline.stamp(collector);
      Times later = new Times(etl, collector, times.created(), times.sent() + delay);
      arrive(i, timeline.loadOf(etl), later, HardCase.LATE);
    }
  }

  private void arrive(int i, int load, Times times, HardCase hardCase) {
    SampleEvent row = rows.get(i);
    boolean sameLoad = load == row.loadIndex();
    if (sameLoad || (config.loads().get(load).brings(hardCase) && times.etl() <= timeline.end())) {
      rows.set(i, row.in(load, sameLoad ? row.kind() : RowKind.LATE, times));
    }
  }

  /** The last events come a load later, with the stamps they were given. */
  private void holdBack() {
    boolean held = near && turn == 2 && config.loads().get(next).brings(HardCase.GROWN_STAMP);
    for (int i = 1; held && i < rows.size(); i++) {
      SampleEvent row = rows.get(i);
      if (row.loadIndex() == home) {
        rows.set(i, row.in(next, RowKind.HELD_BACK, row.times));
      }
    }
  }

  private void copy() {
    if (!near && dice.perMille(COPY_PER_MILLE)) {
      copy(dice.below(4));
    } else if (near && turn % 2 == 1) {
      copy(turn / 2);
    }
  }

  private void copy(int form) {
    SampleEvent original = rows.get(dice.below(rows.size()));
    Times times = original.times;
    long arrival = timeline.stamp(times.collector() + delay());
    switch (form) {
      case 0 -> repeat(original, arrival);
      case 1 -> lose(original, arrival);
      case 2 -> {
        long earlier = 1000L + dice.below(20_000);
        win(
            original,
            new Times(arrival, times.collector() - earlier, times.created(), times.sent()));
      }
      default -> {
        if (near && config.loads().get(next).brings(HardCase.GROWN_STAMP)) {
          winByStamp(original);
        } else {
          add(original.in(original.loadIndex(), RowKind.REPEATED, times));
        }
      }
    }
  }

  private void repeat(SampleEvent original, long etl) {
    Times times = original.times;
    Times again = new Times(etl, times.collector(), times.created(), times.sent());
    add(original.in(timeline.loadOf(etl), RowKind.REPEATED, again));
  }

  private void lose(SampleEvent original, long etl) {
    Times times = original.times;
    long collector = Math.max(times.collector(), etl - 1 - dice.below(1000));
    Times later = new Times(etl, collector, times.created(), times.sent());
    add(changed(original).in(timeline.loadOf(etl), RowKind.LOSING_COPY, later));
  }

  private void win(SampleEvent original, Times times) {
    int load = timeline.loadOf(times.etl());
    RowKind kind = load > original.loadIndex() ? RowKind.WINNING_COPY : RowKind.REPEATED;
    add(changed(original).in(load, kind, times));
  }

  /** The same collector_tstamp, and the stamp of an ETL run before. */
  private void winByStamp(SampleEvent original) {
    Times times = original.times;
    long etl = timeline.stampBefore(times.etl());
    if (original.loadIndex() == home) {
      Times earlier = new Times(etl, times.collector(), times.created(), times.sent());
      rows.add(changed(original).in(next, RowKind.WINNING_COPY, earlier));
    }
  }

  /** Another page, and in half of the cases nobody logged in. */
  private SampleEvent changed(SampleEvent original) {
    Cells user = dice.perMille(500) ? SessionScript.nobody() : original.user;
    return original.with(user, SessionScript.otherView(dice, original.view), Bits.of(dice));
  }

  private void add(SampleEvent copy) {
    LoadPlan load = config.loads().get(copy.loadIndex());
    if (load.brings(HardCase.DUPLICATED) && copy.times.etl() <= timeline.end()) {
      rows.add(copy);
    }
  }
}
