package dev.accrete.runtime.load;

import java.util.List;

/**
 * What a load did.
 *
 * @param rows appended, 0 where anything is wrong
 * @param stamps distinct stamps among them; 0 for a source without stamps
 * @param reopened those of them that the table had before, so that their batches have grown
 * @param problems what is wrong with the files, each with its place; nothing was loaded if there is
 *     any
 * @param moreProblems how many more there are than are listed
 */
public record LoadOutcome(
    long rows, long stamps, long reopened, List<String> problems, long moreProblems) {
  public LoadOutcome {
    problems = List.copyOf(problems);
  }

  /** Whether everything was loaded. */
  public boolean succeeded() {
    return problems.isEmpty();
  }
}
