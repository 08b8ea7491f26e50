package dev.accrete.runtime.sample;

import java.util.EnumSet;
import java.util.Set;

/**
 * What one load is to bring.
 *
 * @param title a few words for people
 * @param events about how many rows; all loads together have exactly the sum
 * @param cases what the load brings beside new events
 */
public record LoadPlan(String title, long events, Set<HardCase> cases) {
  public LoadPlan {
    if (events < 1) {
      throw new IllegalArgumentException("a load needs events: " + title);
    }
    cases = Set.copyOf(cases);
  }

  /** A load with every hard case. */
  static LoadPlan everything(String title, long events) {
    return new LoadPlan(title, events, EnumSet.allOf(HardCase.class));
  }

  boolean brings(HardCase hardCase) {
    return cases.contains(hardCase);
  }
}
