package dev.accrete.runtime.sample;

import java.util.List;

/** One row of the contexts: which page view an event belongs to. Immutable. */
public final class SampleContext {
  /** The columns of the file of contexts, in its order. */
  public static final List<String> NAMES = List.of("root_id", "root_tstamp", "id");

  private static final int NEVER_PER_MILLE = 5;
  private static final int LATER_PER_MILLE = 80;

  final Bits event;
  final long collected;
  final Bits view;

  private SampleContext(SampleEvent event) {
    this.event = event.id;
    this.collected = event.times.collector();
    this.view = event.view.id();
  }

  /** The context of a row of the events; copies of an event have one each. */
  static SampleContext of(SampleEvent event) {
    return new SampleContext(event);
  }

  /**
   * In which load, counted from 0, the context of a row comes: mostly in that of its row, now and
   * then, if its row is one of the last, in the next one, and hardly ever (-1) not at all.
   */
  static int load(long seed, Timeline timeline, SampleEvent event) {
    Dice dice = Dice.of(seed, Dice.Purpose.CONTEXT, event.id.low() ^ event.times.collector());
    int chance = dice.below(1000);
    if (chance < NEVER_PER_MILLE) {
      return -1;
    }
    int home = event.loadIndex();
    boolean later =
        chance < NEVER_PER_MILLE + LATER_PER_MILLE
            && home < timeline.lastLoad()
            && event.times.etl() > timeline.end(home) - timeline.length(home + 1);
    return later ? home + 1 : home;
  }

  /** The values as text, in the order of {@link #NAMES}. */
  public List<String> values() {
    return List.of(event.asUuid(), SampleEvent.text(collected), view.asUuid());
  }
}
