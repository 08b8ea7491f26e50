package dev.accrete.runtime.cli;

import dev.accrete.runtime.artifact.TargetFolder;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.TextTable;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what {@code verify} found, and writes it down. */
final class VerifyStory {
  private final Workspace workspace;
  private final Tally tally;
  private final Optional<EquivalenceFailure> failure;
  private final boolean isAgain;

  /**
   * Of a run that has ended.
   *
   * @param isAgain whether a case was played that was written down before
   */
  VerifyStory(
      Workspace workspace, Tally tally, Optional<EquivalenceFailure> failure, boolean isAgain) {
    this.isAgain = isAgain;
    this.workspace = workspace;
    this.tally = tally;
    this.failure = failure;
  }

  /**
   * Prints the counts, and the failure where there is one, whose story it writes to a file.
   *
   * @param seed the first case's
   * @param again the command that plays the failing case again
   * @param place the option that says where it is played; empty for none
   */
  void tell(EquivalenceRun run, long seed, String again, String place) throws IOException {
    if (workspace.capabilities().live()) {
      workspace.text().print("\r\u001b[2K");
    }
    if (workspace.json()) {
      workspace.print(VerifyShapes.of(tally, failure, run));
    }
    table();
    run.notPlayed()
        .forEach((model, why) -> workspace.text().println("Not played: " + model + ": " + why));
    run.leftOut()
        .forEach(
            (model, columns) ->
                workspace
                    .text()
                    .println(
                        "Not compared, as SQL leaves it to the engine: "
                            + model
                            + "."
                            + String.join(", " + model + ".", columns)));
    neverFilled(run).ifPresent(workspace.text()::println);
    workspace.text().println();
    workspace
        .text()
        .println(failure.isEmpty() ? equal(seed) : notEqual(failure.get(), again, place));
  }

  /** Of a table without rows nothing is shown, which "equal" would hide. */
  private Optional<String> neverFilled(EquivalenceRun run) {
    List<String> empty =
        tally.models().entrySet().stream()
            .filter(model -> model.getValue().filled() == 0)
            .map(model -> model.getKey())
            .toList();
    return empty.isEmpty() || failure.isPresent()
        ? Optional.empty()
        : Optional.of(
            "Never had a row, so nothing is shown of it: "
                + String.join(", ", empty)
                + ". "
                + remedy(run));
  }

  private static String remedy(EquivalenceRun run) {
    if (run.playsRealRows()) {
      return "None of the rows that were played reach it; --rows plays more of them.";
    }
    String declared = "accepted_values of a source's column say what it holds.";
    return run.realData().isEmpty()
        ? "--like-data makes rows like yours; " + declared
        : "--on-data plays the rows themselves; " + declared;
  }

  private String equal(long seed) {
    if (isAgain) {
      return "Equal: " + Numbers.count(tally.comparisons(), "comparison") + " in this case.";
    }
    return "Equal: "
        + Numbers.count(tally.comparisons(), "comparison")
        + " in "
        + Numbers.count(tally.cases(), "case")
        + ", seeds "
        + seed
        + " to "
        + (seed + tally.cases() - 1)
        + ".";
  }

  private String notEqual(EquivalenceFailure found, String again, String place) throws IOException {
    // Told before it is written, which may fail.
    workspace.text().println(workspace.scrub(found.story()).stripTrailing() + "\n");
    String ending = ending(found, again);
    if (isAgain) {
      return ending;
    }
    String folder = workspace.project().relativize(write(found)).toString();
    return ending
        + " Play it again: "
        + again
        + "; the small case is in "
        + folder
        + ": accrete verify --again "
        + folder
        + workspace.words()
        + place
        + " plays it with the models as they are then.";
  }

  /** The case's folder, written. Settings with secrets are not among the files. */
  private Path write(EquivalenceFailure found) throws IOException {
    String folder = "verify/seed-" + found.seed();
    TargetFolder target = workspace.targetFolder();
    target.deleteTree(folder);
    for (Map.Entry<String, String> file : found.files().entrySet()) {
      target.write(folder + "/" + file.getKey(), workspace.scrub(file.getValue()));
    }
    return target.path().resolve(folder);
  }

  private static String ending(EquivalenceFailure found, String again) {
    return switch (found.kind()) {
      case FAILED_SELECT ->
          "Not compared: the SELECT of "
              + found.model()
              + " fails over these rows, whichever way it is run."
              + (again.contains("-data")
                  ? ""
                  : " Where yours are never like that, --like-data or --on-data plays others.");
      case FAILED_RUN -> "Not compared: a run of " + found.model() + " failed over these rows.";
      case WRONG_TABLE, NOT_COMPILED -> "Not equal.";
    };
  }

  /** Writes JUnit's XML. */
  void writeJunit(Path to, Duration took) throws IOException {
    Path file = workspace.shell().directory().resolve(to);
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.writeString(file, workspace.scrub(VerifyShapes.junit(tally, failure, took).xml()));
  }

  private void table() {
    List<RunStrategy> taken = new ArrayList<>();
    for (RunStrategy strategy : RunStrategy.values()) {
      if (tally.comparisons(strategy) > 0) {
        taken.add(strategy);
      }
    }
    List<String> head = new ArrayList<>(List.of("model", "compared", "changed"));
    taken.forEach(strategy -> head.add(strategy.word()));
    TextTable table = new TextTable(head);
    tally
        .models()
        .forEach(
            (model, counts) -> {
              List<String> row =
                  new ArrayList<>(
                      List.of(
                          model,
                          Numbers.count(counts.comparisons()),
                          Numbers.count(counts.changed())));
              taken.forEach(s -> row.add(Numbers.count(counts.by(s))));
              table.row(row);
            });
    workspace.print(table);
  }
}
