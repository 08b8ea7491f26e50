package dev.accrete.jqwik;

import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.History;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/** Random histories of a project as an arbitrary of jqwik. */
public final class Histories {
  private Histories() {}

  /**
   * Histories of the project that a run was opened for. {@link EquivalenceRun#check(History)} plays
   * one, and tells a failing one after it made it small itself; jqwik only chooses, and has nothing
   * to shrink.
   */
  public static Arbitrary<History> of(EquivalenceRun run) {
    return Arbitraries.longs()
        .between(1, Long.MAX_VALUE)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases()
        .map(run::history)
        .dontShrink();
  }
}
