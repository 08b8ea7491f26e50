package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A case in which a table was not what its SELECT returns, or could not be compared.
 *
 * @param seed makes the case again
 * @param kind what is wrong
 * @param model the model; empty where the project does not compile
 * @param message what a failed run or compilation said; empty where the table is wrong
 * @param story the models, what was loaded and run, and what is wrong, for people
 * @param rows how many rows the case loads
 * @param batches how many loads bring them
 * @param blame the line that the wrong table comes from, where somebody wrote the increment
 * @param files a folder that plays the case again, by path: a project with {@code case.json},
 *     {@code story.txt} and {@code statements.sql} in it
 */
public record EquivalenceFailure(
    long seed,
    Kind kind,
    String model,
    String message,
    String story,
    int rows,
    int batches,
    Optional<Blame> blame,
    Map<String, String> files) {
  public EquivalenceFailure {
    files = Map.copyOf(files);
  }

  /** What is wrong, or why it could not be told. */
  public enum Kind {
    /** A table differs from its SELECT. */
    WRONG_TABLE,
    /** A run ended with an error. */
    FAILED_RUN,
    /** The author's SELECT fails over the case's rows, so that nothing could be compared. */
    FAILED_SELECT,
    /** A random project does not compile. */
    NOT_COMPILED
  }

  /** What is wrong, in a line. */
  public String headline() {
    return story.lines().findFirst().orElse("");
  }

  /**
   * Writes the folder that plays the case again.
   *
   * @param folder made where it is not there; files of the same names are replaced
   * @throws IOException if it cannot be written
   */
  public void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  static EquivalenceFailure of(
      Shrinker.Failure failure,
      ModelStatements statements,
      Optional<Blame> blame,
      CompileOptions options) {
    Mismatch mismatch = failure.mismatch();
    String story = Story.of(failure, statements, blame);
    return new EquivalenceFailure(
        failure.test().seed(),
        mismatch.kind(),
        mismatch.model(),
        mismatch.message(),
        story,
        failure.test().loadedRows(),
        failure.test().batches(),
        blame,
        CaseFiles.of(failure, statements, story, options));
  }

  static EquivalenceFailure ofProject(long seed, Map<String, String> files, String message) {
    StringBuilder story =
        new StringBuilder("seed " + seed + ": the project does not compile:\n" + message + "\n\n");
    for (String path : List.copyOf(files.keySet())) {
      if (path.endsWith(".sql")) {
        story.append("-- ").append(path).append('\n').append(files.get(path)).append('\n');
      }
    }
    return new EquivalenceFailure(
        seed, Kind.NOT_COMPILED, "", message, story.toString(), 0, 0, Optional.empty(), files);
  }
}
