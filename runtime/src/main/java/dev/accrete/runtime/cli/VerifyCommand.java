package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.TextTable;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.NotTestableException;
import dev.accrete.runtime.verify.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accrete verify}: tests on random data that incremental runs equal full rebuilds. */
@Command(
    name = "verify",
    description = {
      "Tests that incremental runs leave the tables that full rebuilds would: on random rows of the"
          + " declared columns, over random histories of loads, late and repeated rows, deletes and"
          + " runs, in memory. Needs no database, and touches none.",
      "A failing case is made small, told, and written to target/verify/.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete verify                          50 cases of the whole project",
      "  accrete verify -s sessions --minutes 5  one model with all that it reads",
      "  accrete verify --seed 12 --cases 1      one case again",
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int DEFAULT_CASES = 50;
  private static final int DEFAULT_RUNS = 8;

  private final Workspace workspace;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--cases",
      paramLabel = "N",
      description =
          "How many cases, each a history of its own; 50 by default, without limit where --minutes is given.")
  private int cases;

  @Option(names = "--minutes", paramLabel = "N", description = "Stops after so many minutes.")
  private int minutes;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How many runs each case has; 8 by default.")
  private int runs = DEFAULT_RUNS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The first case's seed; 1 by default. A seed makes the same case anywhere.")
  private long seed = 1;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also writes the result as JUnit's XML, for build servers.")
  private @Nullable Path junit;

  VerifyCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    if (cases < 0 || minutes < 0 || runs < 1) {
      throw CommandFailure.misuse(
          "--cases and --minutes must not be negative, --runs be 1 or more", null);
    }
    CompiledProject project = Compilation.required(workspace);
    Set<String> names = selection.names(project, workspace);
    Set<String> needed = selection.withParents(project, names);
    requireCompiled(project, needed);
    Equivalence equivalence =
        Equivalence.of(files(project, needed)).options(workspace.compileOptions()).runs(runs);
    Instant start = workspace.shell().clock().instant();
    try (EquivalenceRun run = equivalence.open()) {
      Optional<EquivalenceFailure> failure = play(run);
      report(run.tally(), failure);
      writeJunit(run.tally(), failure, start);
      return failure.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    } catch (NotTestableException e) {
      throw CommandFailure.failed("this cannot be tested: " + e.getMessage(), null);
    }
  }

  private static void requireCompiled(CompiledProject project, Set<String> needed) {
    for (CompiledModel model : project.models()) {
      if (needed.contains(model.name()) && model.result().isEmpty()) {
        throw CommandFailure.failed(model.name() + " does not compile", null);
      }
    }
  }

  /** The project without the models that are neither selected nor read. */
  private ProjectFiles files(CompiledProject project, Set<String> needed) {
    Checked<ProjectFiles> read = ProjectFilesReader.read(workspace.project());
    SortedMap<String, SourceFile> files = new TreeMap<>(read.value().files());
    for (CompiledModel model : project.models()) {
      if (model.file().partOf() == null && !needed.contains(model.name())) {
        files.remove(model.file().file().path());
      }
    }
    return new ProjectFiles(read.value().root(), files, read.value().unreadable());
  }

  private Optional<EquivalenceFailure> play(EquivalenceRun run) {
    long most = cases > 0 ? cases : minutes > 0 ? Long.MAX_VALUE : DEFAULT_CASES;
    Instant start = workspace.shell().clock().instant();
    Instant end = minutes > 0 ? start.plus(Duration.ofMinutes(minutes)) : Instant.MAX;
    for (long i = 0; i < most && workspace.shell().clock().instant().isBefore(end); i++) {
      Optional<EquivalenceFailure> failure = run.play(seed + i);
      progress(run.tally(), start);
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }

  private void progress(Tally tally, Instant start) {
    if (workspace.capabilities().live()) {
      double seconds =
          Duration.between(start, workspace.shell().clock().instant()).toMillis() / 1_000.0;
      workspace
          .text()
          .printf(
              Locale.ROOT,
              "\r\u001b[2K%s, %s, %.0f a second",
              Numbers.count(tally.cases(), "case"),
              Numbers.count(tally.comparisons(), "comparison"),
              seconds == 0 ? 0 : tally.comparisons() / seconds);
      workspace.text().flush();
    }
  }

  private void report(Tally tally, Optional<EquivalenceFailure> failure) throws IOException {
    if (workspace.capabilities().live()) {
      workspace.text().print("\r\u001b[2K");
    }
    Optional<Path> story = Optional.empty();
    if (failure.isPresent()) {
      story = Optional.of(write(failure.get()));
    }
    if (workspace.json()) {
      workspace.print(VerifyShapes.of(tally, failure));
    }
    table(tally);
    workspace.text().println();
    if (failure.isEmpty()) {
      workspace
          .text()
          .println(
              "Equal: "
                  + Numbers.count(tally.comparisons(), "comparison")
                  + " in "
                  + Numbers.count(tally.cases(), "case")
                  + ", seeds "
                  + seed
                  + " to "
                  + (seed + tally.cases() - 1)
                  + ".");
    } else {
      workspace.text().println(workspace.scrub(failure.get().story().stripTrailing()));
      workspace.text().println();
      workspace
          .text()
          .println(
              "Not equal. Play it again: accrete verify"
                  + selection.words()
                  + " --seed "
                  + failure.get().seed()
                  + " --cases 1"
                  + (runs == DEFAULT_RUNS ? "" : " --runs " + runs)
                  + "; the story is in "
                  + workspace.project().relativize(story.orElseThrow())
                  + ".");
    }
  }

  private void writeJunit(Tally tally, Optional<EquivalenceFailure> failure, Instant start)
      throws IOException {
    if (junit == null) {
      return;
    }
    Duration took = Duration.between(start, workspace.shell().clock().instant());
    String xml = VerifyShapes.junit(tally, failure, took).xml();
    Path file = workspace.shell().directory().resolve(junit);
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.writeString(file, workspace.scrub(xml));
  }

  private Path write(EquivalenceFailure failure) throws IOException {
    Path folder = Files.createDirectories(workspace.targetFolder().path().resolve("verify"));
    Path file = folder.resolve("seed-" + failure.seed() + ".txt");
    return Files.writeString(file, workspace.scrub(failure.story()));
  }

  private void table(Tally tally) {
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
