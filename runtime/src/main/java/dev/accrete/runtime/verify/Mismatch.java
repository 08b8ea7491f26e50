package dev.accrete.runtime.verify;

import java.util.List;
import java.util.Optional;

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
  private static final String SELECT_ITSELF = "the SELECT itself: ";

  Mismatch {
    missing = List.copyOf(missing);
    surplus = List.copyOf(surplus);
  }

  /** What an engine said of the author's SELECT, over rows on which the run failed as well. */
  static Mismatch ofSelect(int number, String model, String said) {
    return new Mismatch(number, model, "", List.of(), List.of(), SELECT_ITSELF + said);
  }

  /** Whether nothing could be compared, as the author's SELECT itself fails. */
  boolean isOfSelect() {
    return message.startsWith(SELECT_ITSELF);
  }

  /** What two bags of rows differ in, if they do. */
  static Optional<Mismatch> of(int number, String model, String strategy, Bag wanted, Bag actual) {
    return of(number, model, strategy, wanted.minus(actual), actual.minus(wanted));
  }

  /** The rows that are missing and those that should not be there, if there are any. */
  static Optional<Mismatch> of(
      int number, String model, String strategy, List<String> missing, List<String> surplus) {
    return missing.isEmpty() && surplus.isEmpty()
        ? Optional.empty()
        : Optional.of(new Mismatch(number, model, strategy, missing, surplus, ""));
  }
}
