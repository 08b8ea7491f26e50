package dev.accrete.runtime.verify;

import dev.accrete.runtime.execute.RunStrategy;
import java.util.Set;

/**
 * One comparison: a table after a step.
 *
 * @param model the model
 * @param strategy how it was brought up to date
 * @param nonEmpty whether the table has rows
 * @param changed whether the step changed it
 * @param changes what happened to what it reads
 */
record Observation(
    String model,
    RunStrategy strategy,
    boolean nonEmpty,
    boolean changed,
    Set<ChangeKind> changes) {
  /** Whether it shows anything: the table has rows, and the step changed it. */
  boolean counts() {
    return nonEmpty && changed;
  }
}
