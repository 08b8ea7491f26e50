package dev.accrete.runtime.execute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures the phases of the model that one worker is at. One shorter than a millisecond, such as
 * that of tests where there are none, counts with the one before.
 */
final class PhaseClock {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Clock clock;
  private final int thread;
  private final List<Phase> phases = new ArrayList<>();
  private Phase.@Nullable Kind kind;
  private Instant start = Instant.MIN;

  /** The clock of the worker of this number. */
  PhaseClock(Clock clock, int thread) {
    this.clock = clock;
    this.thread = thread;
  }

  /** Another phase begins, and ends the one at hand; the same again goes on. */
  void begin(Phase.Kind next) {
    if (next != kind) {
      close();
      kind = next;
    }
  }

  /** The model ended; what begins next belongs to another one. */
  ModelTiming end() {
    close();
    kind = null;
    ModelTiming timing = new ModelTiming(thread, phases);
    phases.clear();
    return timing;
  }

  private void close() {
    Instant now = clock.instant();
    if (kind != null) {
      add(new Phase(kind, start, now));
    }
    start = now;
  }

  private void add(Phase next) {
    int last = phases.size() - 1;
    if (last >= 0 && (phases.get(last).kind() == next.kind() || isShort(next))) {
      Phase longer = new Phase(phases.get(last).kind(), phases.get(last).start(), next.end());
      phases.set(last, longer);
    } else {
      phases.add(next);
    }
  }

  private static boolean isShort(Phase phase) {
    return Duration.between(phase.start(), phase.end()).compareTo(SHORT) < 0;
  }
}
