package dev.accrete.runtime.verify;

import java.util.List;

/**
 * What happens to the runs of a random history. It is drawn apart from all else, so that a seed has
 * the history that it had before there were any.
 *
 * @param seed of the history
 */
record Incidents(long seed) {
  private static final int OFTEN = 15;

  /** A prime, so that the incidents of one seed are not those of the next one a step later. */
  private static final long APART = 1_000_003;

  /**
   * The run, to which something happens now and then, unless somebody writes meanwhile.
   *
   * @param step the number of its step
   * @param models how many there are
   */
  Step.Run in(Step.Run run, int step, int models) {
    Chance chance = new Chance(seed * APART + step);
    if (run.interruption().isPresent() || !chance.percent(OFTEN)) {
      return run;
    }
    IncidentKind kind = chance.pick(List.of(IncidentKind.values()));
    return run.with(new Step.Incident(kind, chance.between(1, 30 + 35 * models)));
  }
}
