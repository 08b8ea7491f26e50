package dev.accrete.runtime.verify;

import java.util.List;

/**
 * What was wrong after a step.
 *
 * @param step the number of the step in the history, from 0
 * @param model the model
 * @param strategy how the run brought it up to date
 * @param missing rows that the SELECT returns and the table lacks
 * @param surplus rows of the table that the SELECT does not return
 * @param message what the run said, where it failed
 */
record Mismatch(
    int step,
    String model,
    String strategy,
    List<String> missing,
    List<String> surplus,
    String message) {
  Mismatch {
    missing = List.copyOf(missing);
    surplus = List.copyOf(surplus);
  }
}
