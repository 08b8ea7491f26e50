package dev.accrete.runtime.verify;

import dev.accrete.runtime.execute.RunStrategy;

/**
 * One comparison: a table after a step.
 *
 * @param model the model
 * @param strategy how it was brought up to date
 * @param nonEmpty whether the table has rows
 * @param changed whether the step changed it
 */
record Observation(String model, RunStrategy strategy, boolean nonEmpty, boolean changed) {}
