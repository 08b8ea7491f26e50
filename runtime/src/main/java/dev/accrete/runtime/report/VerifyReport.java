package dev.accrete.runtime.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code verify --format json} prints.
 *
 * @param equal whether every table was what its SELECT returns
 * @param cases how many histories were played
 * @param comparisons tables that were compared after a run
 * @param models by name
 * @param leftOut columns that were not compared, as SQL leaves their value to the engine, by model
 * @param notPlayed why a model was not played on another engine than the target's, by model
 * @param failure the first case that failed, or null
 */
public record VerifyReport(
    boolean equal,
    long cases,
    long comparisons,
    Map<String, Model> models,
    Map<String, List<String>> leftOut,
    Map<String, String> notPlayed,
    @Nullable Failure failure) {

  /**
   * One model.
   *
   * @param comparisons of its table
   * @param changed how many of them came after a run that changed it
   * @param strategies how often a run took which
   */
  public record Model(long comparisons, long changed, Map<String, Long> strategies) {}

  /**
   * A case that failed.
   *
   * @param seed plays it again
   * @param kind {@code wrong_table}, {@code failed_run}, {@code failed_select} or {@code
   *     not_compiled}
   * @param model the model
   * @param message what a failed run said; empty where the table is wrong
   * @param story the case, made small, for people
   * @param rows how many rows it loads
   * @param loads how many loads bring them
   * @param blame the line of a hand-written increment that the wrong table comes from, or null
   */
  public record Failure(
      long seed,
      String kind,
      String model,
      String message,
      String story,
      int rows,
      int loads,
      @Nullable Blamed blame) {}

  /**
   * Lines of a hand-written increment.
   *
   * @param path the model's file
   * @param line the first of them, from 1
   * @param lastLine the last of them
   * @param why what speaks against them
   */
  public record Blamed(String path, int line, int lastLine, String why) {}
}
