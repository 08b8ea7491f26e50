package dev.accrete.runtime.load;

import java.util.List;

/**
 * What became of a seed.
 *
 * @param seed its name
 * @param relation its table
 * @param status what was done
 * @param rows how many rows were loaded
 * @param problems what is wrong with its file, or why it could not be loaded
 */
public record SeedResult(
    String seed, String relation, Status status, long rows, List<String> problems) {
  public SeedResult {
    problems = List.copyOf(problems);
  }

  /** What was done with a seed. */
  public enum Status {
    LOADED,
    /** The table was loaded from this very file. */
    UNCHANGED,
    /** Its table stays as it was. */
    ERROR
  }
}
