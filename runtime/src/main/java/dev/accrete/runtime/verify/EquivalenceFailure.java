package dev.accrete.runtime.verify;

import java.util.List;
import java.util.Map;

/**
 * A case in which a table was not what its SELECT returns.
 *
 * @param seed makes the case again
 * @param kind what is wrong
 * @param model the model; empty where the project does not compile
 * @param message what a failed run or compilation said; empty where the table is wrong
 * @param story the models, what was loaded and run, and what is wrong, for people
 */
public record EquivalenceFailure(long seed, Kind kind, String model, String message, String story) {

  /** What is wrong. */
  public enum Kind {
    /** A table differs from its SELECT. */
    WRONG_TABLE,
    /** A run ended with an error. */
    FAILED_RUN,
    /** A random project does not compile. */
    NOT_COMPILED
  }

  static EquivalenceFailure of(Shrinker.Failure failure) {
    Mismatch mismatch = failure.mismatch();
    Kind kind = mismatch.message().isEmpty() ? Kind.WRONG_TABLE : Kind.FAILED_RUN;
    return new EquivalenceFailure(
        failure.test().seed(), kind, mismatch.model(), mismatch.message(), Story.of(failure));
  }

  static EquivalenceFailure ofProject(long seed, Map<String, String> files, String message) {
    StringBuilder story =
        new StringBuilder("seed " + seed + ": the project does not compile:\n" + message + "\n\n");
    for (String path : List.copyOf(files.keySet())) {
      if (path.endsWith(".sql")) {
        story.append("-- ").append(path).append('\n').append(files.get(path)).append('\n');
      }
    }
    return new EquivalenceFailure(seed, Kind.NOT_COMPILED, "", message, story.toString());
  }
}
