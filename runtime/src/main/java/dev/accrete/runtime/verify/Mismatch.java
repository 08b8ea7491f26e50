package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What was wrong after a step.
 *
 * @param kind what is wrong
 * @param step the number of the step in the history, from 0
 * @param model the model
 * @param strategy how the run brought it up to date
 * @param missing rows that the SELECT returns and the table lacks
 * @param surplus rows of the table that the SELECT does not return
 * @param message what the run or the SELECT said, where it failed
 */
record Mismatch(
    Kind kind,
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

  /** What an engine said of the author's SELECT, over rows on which the run failed as well. */
  static Mismatch ofSelect(int number, String model, String said) {
    return new Mismatch(
        Kind.FAILED_SELECT, number, model, "", List.of(), List.of(), "the SELECT itself: " + said);
  }

  /** A run that failed. */
  static Mismatch ofRun(int number, String model, String strategy, String said) {
    return new Mismatch(Kind.FAILED_RUN, number, model, strategy, List.of(), List.of(), said);
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
        : Optional.of(
            new Mismatch(Kind.WRONG_TABLE, number, model, strategy, missing, surplus, ""));
  }
}
