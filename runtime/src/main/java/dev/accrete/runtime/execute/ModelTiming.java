package dev.accrete.runtime.execute;

import java.time.Instant;
import java.util.List;

/**
 * Where and when a run worked on a model.
 *
 * @param thread counts from 1
 * @param phases in their order; at least one
 */
public record ModelTiming(int thread, List<Phase> phases) {
  public ModelTiming {
    phases = List.copyOf(phases);
    if (phases.isEmpty()) {
      throw new IllegalArgumentException("a model that was begun has a phase");
    }
  }

  /** When the model began. */
  public Instant start() {
    return phases.get(0).start();
  }

  /** When it ended. */
  public Instant end() {
    return phases.get(phases.size() - 1).end();
  }
}
