package dev.accrete.runtime.report;

import dev.accrete.runtime.datatest.TestResult;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.ModelTiming;
import dev.accrete.runtime.execute.Phase;
import dev.accrete.runtime.load.SeedResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code target/run_results.json}, and what {@code run --format json} prints.
 *
 * @param metadata which run it was
 * @param results one for each selected model
 * @param elapsedTime seconds, compilation included
 * @param args how the run was asked for
 * @param timing the parts of the run, one after the other; empty where nothing ran
 */
public record RunResults(
    Metadata metadata,
    List<Result> results,
    double elapsedTime,
    Map<String, Object> args,
    List<Timing> timing) {
  /** Grows when a key changes its meaning or goes. */
  static final String VERSION = "1";

  public RunResults {
    results = List.copyOf(results);
    timing = List.copyOf(timing);
  }

  /** Which run it was: its id, when it began, and of what. */
  public record Metadata(
      String runResultsVersion,
      String accreteVersion,
      String invocationId,
      String generatedAt,
      @Nullable String projectName,
      @Nullable String target) {

    /** The metadata of a run of this version's form. */
    public static Metadata of(
        String accreteVersion,
        String runId,
        String generatedAt,
        @Nullable String project,
        @Nullable String target) {
      return new Metadata(VERSION, accreteVersion, runId, generatedAt, project, target);
    }
  }

  /**
   * A stretch of time.
   *
   * @param name of what was done
   * @param startedAt UTC, in ISO form
   * @param completedAt the same
   */
  public record Timing(String name, String startedAt, String completedAt) {
    /** From one moment to another. */
    public static Timing of(String name, Instant start, Instant end) {
      return new Timing(name, moment(start), moment(end));
    }

    static Timing of(Phase phase) {
      return of(phase.kind().name().toLowerCase(Locale.ROOT), phase.start(), phase.end());
    }

    private static String moment(Instant instant) {
      return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }
  }

  /** What the run did to one model; keys that were not counted are null, times are seconds. */
  public record Result(
      String uniqueId,
      String status,
      @Nullable String strategy,
      @Nullable String reason,
      double executionTime,
      @Nullable Long keysTouched,
      long rowsDeleted,
      long rowsInserted,
      @Nullable Long rowsScanned,
      @Nullable Long failures,
      @Nullable String message,
      @Nullable String threadId,
      List<Timing> timing) {
    public Result {
      timing = List.copyOf(timing);
    }

    /** What has no thread or phases of its own. */
    private Result(
        String uniqueId,
        String status,
        @Nullable String strategy,
        @Nullable String reason,
        double executionTime,
        long rowsInserted,
        @Nullable Long failures,
        @Nullable String message) {
      this(
          uniqueId,
          status,
          strategy,
          reason,
          executionTime,
          null,
          0,
          rowsInserted,
          null,
          failures,
          message,
          null,
          List.of());
    }

    /** The shape of a model's result; without a timing where it was not begun. */
    public static Result of(String project, ModelResult result, @Nullable ModelTiming timing) {
      boolean success = result.status() == ModelResult.Status.SUCCESS;
      return new Result(
          Identity.model(project, result.model()),
          result.status().name().toLowerCase(Locale.ROOT),
          success ? result.strategy().word() : null,
          result.reason().isEmpty() ? null : result.reason(),
          seconds(result.time()),
          result.keysTouched(),
          result.rowsDeleted(),
          result.rowsInserted(),
          null,
          null,
          result.message().isEmpty() ? null : result.message(),
          timing == null ? null : "Thread-" + timing.thread(),
          timing == null ? List.of() : timing.phases().stream().map(Timing::of).toList());
    }

    /** The shape of a unit test's result. */
    public static Result of(String project, UnitTestResult result) {
      List<String> told = new ArrayList<>();
      if (!result.message().isEmpty()) {
        told.add(result.message());
      }
      told.addAll(result.rows());
      return new Result(
          Identity.unitTest(project, result.test().model(), result.test().name()),
          result.status().name().toLowerCase(Locale.ROOT),
          result.strategy(),
          result.reason(),
          seconds(result.time()),
          0,
          null,
          told.isEmpty() ? null : String.join("\n", told));
    }

    /** The shape of a seed that a run loaded. */
    public static Result of(String project, SeedResult result) {
      boolean failed = result.status() == SeedResult.Status.ERROR;
      return new Result(
          Identity.seed(project, result.seed()),
          failed ? "error" : "success",
          null,
          failed ? null : "its file changed",
          0,
          result.rows(),
          null,
          failed ? String.join("; ", result.problems()) : null);
    }

    /** The shape of a data test's result. */
    public static Result of(String project, TestResult result) {
      return new Result(
          Identity.test(project, result.test().name()),
          result.status().name().toLowerCase(Locale.ROOT),
          null,
          null,
          seconds(result.time()),
          0,
          result.failures(),
          result.message().isEmpty() ? null : result.message());
    }

    /**
     * A model that did not run because it, or one that it reads, does not compile, or another does
     * not.
     */
    public static Result notRun(
        String project, String model, String status, @Nullable String message) {
      return new Result(Identity.model(project, model), status, null, null, 0, 0, null, message);
    }
  }

  /** Seconds, to the millisecond. */
  public static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
