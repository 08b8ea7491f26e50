package dev.accrete.runtime.execute;

import java.time.Instant;

/**
 * A stretch of the time that a run spent on a model. The phases of a model follow each other
 * without a gap.
 *
 * @param kind what was being done
 * @param start when it began
 * @param end when the next one began, or the model ended
 */
public record Phase(Kind kind, Instant start, Instant end) {
  /** What a run does for a model, in this order; from the beginning where it is tried again. */
  public enum Kind {
    /** Reads where the model stands and what is new, and chooses a strategy. */
    LOOK,
    /** Runs what the author wants before it, finds the touched keys, computes the new rows. */
    STAGE,
    /** The transaction that puts them in place. */
    COMMIT,
    /** Tests of the table as the transaction leaves it. */
    TEST,
    /** Drops what was staged, runs what the author wants after it. */
    TIDY
  }
}
