package dev.accrete.runtime.verify;

import java.util.Optional;

/**
 * What a test of equivalence found.
 *
 * @param tally what was tried
 * @param failure the first case that failed
 */
public record EquivalenceResult(Tally tally, Optional<EquivalenceFailure> failure) {

  /** Whether every table was what its SELECT returns. */
  public boolean holds() {
    return failure.isEmpty();
  }

  /**
   * This result where it holds.
   *
   * @throws AssertionError with the story of the failing case
   */
  public EquivalenceResult orThrow() {
    if (failure.isPresent()) {
      throw new AssertionError(failure.get().story());
    }
    return this;
  }
}
