package dev.accrete.runtime.execute;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run did to one model.
 *
 * @param model the model
 * @param status how it ended
 * @param strategy what was done, {@link RunStrategy#NONE} where nothing was
 * @param reason why this strategy
 * @param time from the decision to the commit
 * @param keysTouched touched keys, or null where none were counted
 * @param rowsPending rows and changes that waited, as far as they are known
 * @param rowsDeleted rows that the commit deleted
 * @param rowsInserted rows that the commit inserted
 * @param message what went wrong, or a warning where it went well, or empty
 */
public record ModelResult(
    String model,
    Status status,
    RunStrategy strategy,
    String reason,
    Duration time,
    @Nullable Long keysTouched,
    long rowsPending,
    long rowsDeleted,
    long rowsInserted,
    String message) {

  /** How a model ended. */
  public enum Status {
    SUCCESS,
    ERROR,
    SKIPPED
  }

  static ModelResult nothing(String model, String reason) {
    return new ModelResult(
        model, Status.SUCCESS, RunStrategy.NONE, reason, Duration.ZERO, null, 0, 0, 0, "");
  }

  static ModelResult error(String model, String message) {
    return new ModelResult(
        model, Status.ERROR, RunStrategy.NONE, "", Duration.ZERO, null, 0, 0, 0, message);
  }

  static ModelResult skipped(String model) {
    return new ModelResult(
        model, Status.SKIPPED, RunStrategy.NONE, "", Duration.ZERO, null, 0, 0, 0, "");
  }

  /** One that was not begun, as the run was cancelled. */
  static ModelResult cancelled(String model) {
    return skipped(model).warning("the run was cancelled");
  }

  static ModelResult planned(String model, Decision decision) {
    return new ModelResult(
        model,
        Status.SUCCESS,
        decision.strategy(),
        decision.reason(),
        Duration.ZERO,
        null,
        decision.rows(),
        0,
        0,
        "");
  }

  /** The same with something that people should know. */
  public ModelResult warning(String words) {
    return new ModelResult(
        model,
        status,
        strategy,
        reason,
        time,
        keysTouched,
        rowsPending,
        rowsDeleted,
        rowsInserted,
        words);
  }

  /** The same by a strategy. */
  ModelResult by(RunStrategy how) {
    return new ModelResult(
        model,
        status,
        how,
        reason,
        time,
        keysTouched,
        rowsPending,
        rowsDeleted,
        rowsInserted,
        message);
  }

  /** The same for another reason. */
  ModelResult because(String why) {
    return new ModelResult(
        model,
        status,
        strategy,
        why,
        time,
        keysTouched,
        rowsPending,
        rowsDeleted,
        rowsInserted,
        message);
  }

  /** The same with its time. */
  ModelResult took(Duration duration) {
    return new ModelResult(
        model,
        status,
        strategy,
        reason,
        duration,
        keysTouched,
        rowsPending,
        rowsDeleted,
        rowsInserted,
        message);
  }

  /** A model that a run cannot run, and why. */
  public static ModelResult cannotRun(String model, String why) {
    return error(model, why);
  }

  /** A model that a run would build for the first time. */
  public static ModelResult firstBuild(String model, String reason) {
    return planned(model, new Decision(RunStrategy.FULL, reason, List.of(), Map.of(), 0));
  }

  /** Whether it cannot run because a source has no table. */
  public boolean lacksTable(String source) {
    return message.startsWith(noTable(source));
  }

  static String noTable(String source) {
    return "the source " + source + " has no table ";
  }

  /** Whether readers may go on. */
  public boolean succeeded() {
    return status == Status.SUCCESS;
  }
}
