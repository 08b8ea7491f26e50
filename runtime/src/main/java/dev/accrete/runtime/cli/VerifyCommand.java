package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.NotTestableException;
import dev.accrete.runtime.verify.RecordedCase;
import dev.accrete.runtime.verify.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
          + " runs. Cases are played on DuckDB in memory, whatever the target, and need no database;"
          + " --like-data and --on-data read the target's tables.",
      "A failing case is made small, told, and written to target/verify/.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete verify                          50 cases of the whole project",
      "  accrete verify -s sessions --minutes 5  one model with all that it reads",
      "  accrete verify --seed 12 --cases 1      one case again",
      "  accrete verify --on-data --cases 5      the target's rows, in five orders",
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int DEFAULT_CASES = 50;
  private static final int DEFAULT_RUNS = 8;
  private static final int DEFAULT_ROWS = 2_000;

  private final Workspace workspace;

  /** Where cases are played. */
  enum Place {
    MEMORY,
    TARGET
  }

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

  @Option(
      names = "--like-data",
      description =
          "Makes rows like those of the target's tables: as often NULL, of a column's values where"
              + " these are few, within the range of numbers and times. Texts of many values are"
              + " made up.")
  private boolean likeData;

  @Option(
      names = "--on-data",
      description =
          "Plays the rows of the target's tables themselves, cut into batches by their loaded_at, in"
              + " random orders: in the target, where that is a server, in schemas of its own.")
  private boolean onData;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description =
          "How many rows of each table --on-data plays, the ones that were loaded first; 2000 by"
              + " default.")
  private int rows = DEFAULT_ROWS;

  @Option(
      names = "--play-on",
      paramLabel = "PLACE",
      description =
          "memory: on DuckDB in memory. target: in the target's database, in schemas that begin with"
              + " accrete_verify_ and accrete_copies_ and are dropped at the end; models run there as"
              + " they are written. memory by default, but target with --on-data on a server.")
  private @Nullable Place place;

  @Option(
      names = "--again",
      paramLabel = "FOLDER",
      description =
          "Plays the case of a folder that verify wrote, with the models as they are now; with"
              + " --project FOLDER too, as they were then.")
  private @Nullable Path again;

  @Option(
      names = "--break-declarations",
      description =
          "Makes rows that break what the sources declare: NULL in any column, and keys that are"
              + " there more than once.")
  private boolean breakDeclarations;

  VerifyCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    if (cases < 0 || minutes < 0 || runs < 1) {
      throw CommandFailure.misuse(
          "--cases and --minutes must not be negative, --runs be 1 or more", null);
    }
    if (onData && breakDeclarations) {
      throw CommandFailure.misuse("--on-data plays the rows as they are", null);
    }
    if (likeData && onData || rows < 1) {
      throw CommandFailure.misuse(
          "--like-data and --on-data exclude each other, and --rows must be 1 or more", null);
    }
    CompiledProject project = Compilation.required(workspace);
    Optional<RecordedCase> recorded = Optional.ofNullable(again).map(this::recorded);
    Set<String> names =
        recorded.isPresent()
            ? Set.of(model(project, recorded.get()))
            : selection.names(project, workspace);
    Set<String> needed = selection.withParents(project, names);
    requireCompiled(project, needed);
    Equivalence equivalence =
        Equivalence.of(ProjectFilesReader.read(workspace.project()).value())
            .models(needed)
            .options(workspace.compileOptions())
            .runs(runs);
    Instant start = workspace.shell().clock().instant();
    try (Opened opened = open(project, equivalence)) {
      EquivalenceRun run = opened.run();
      run.realData().forEach(sentence -> workspace.text().println(sentence));
      Optional<EquivalenceFailure> failure =
          recorded.isPresent() ? run.play(recorded.get()) : play(run);
      VerifyStory story = new VerifyStory(workspace, run.tally(), failure, again != null);
      story.tell(run, seed, failure.map(this::again).orElse(""), placed());
      if (junit != null) {
        story.writeJunit(junit, Duration.between(start, workspace.shell().clock().instant()));
      }
      return failure.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    } catch (NotTestableException e) {
      throw CommandFailure.failed("this cannot be tested: " + e.getMessage(), null);
    }
  }

  private RecordedCase recorded(Path folder) {
    if (likeData || onData || cases > 0 || minutes > 0 || breakDeclarations) {
      throw CommandFailure.misuse("--again plays one case, with its own rows", null);
    }
    try {
      return RecordedCase.read(workspace.shell().directory().resolve(folder));
    } catch (NotTestableException e) {
      throw CommandFailure.misuse(
          String.valueOf(e.getMessage()), "verify writes one to target/verify/ where it fails");
    }
  }

  private static String model(CompiledProject project, RecordedCase recorded) {
    return project
        .model(recorded.model())
        .map(CompiledModel::name)
        .orElseThrow(
            () ->
                CommandFailure.misuse(
                    "the case is one of " + recorded.model() + ", which is no model here", null));
  }

  /** A run, and the database in which it is played, where that is the target's. */
  private record Opened(EquivalenceRun run, Optional<Database> database) implements AutoCloseable {
    @Override
    public void close() {
      try {
        run.close();
      } finally {
        database.ifPresent(Database::close);
      }
    }
  }

  private boolean isOnTarget(CompiledProject project) {
    return place == null
        ? onData && !project.target().engine().equals("duckdb")
        : place == Place.TARGET;
  }

  /** The target's database is open while something is played in it, or its tables are looked at. */
  private Opened open(CompiledProject project, Equivalence chosen) {
    Equivalence equivalence = breakDeclarations ? chosen.breakingDeclarations() : chosen;
    boolean onTarget = isOnTarget(project);
    if (!likeData && !onData && !onTarget) {
      return new Opened(equivalence.open(), Optional.empty());
    }
    Database database = new Connector(workspace, project).openToRead();
    try {
      Equivalence there =
          likeData
              ? equivalence.likeData(database)
              : onData ? equivalence.onData(database, rows) : equivalence;
      EquivalenceRun run = (onTarget ? there.beside(database) : there).open();
      if (onTarget) {
        return new Opened(run, Optional.of(database));
      }
      database.close();
      return new Opened(run, Optional.empty());
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static void requireCompiled(CompiledProject project, Set<String> needed) {
    for (CompiledModel model : project.models()) {
      if (needed.contains(model.name()) && model.result().isEmpty()) {
        throw CommandFailure.failed(model.name() + " does not compile", null);
      }
    }
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

  private String again(EquivalenceFailure failure) {
    return "accrete verify"
        + workspace.words()
        + selection.words()
        + " --seed "
        + failure.seed()
        + " --cases 1"
        + (runs == DEFAULT_RUNS ? "" : " --runs " + runs)
        + (breakDeclarations ? " --break-declarations" : "")
        + (likeData ? " --like-data" : "")
        + (onData ? " --on-data" : "")
        + (rows == DEFAULT_ROWS ? "" : " --rows " + rows)
        + placed();
  }

  private String placed() {
    return place == null ? "" : " --play-on " + place.name().toLowerCase(Locale.ROOT);
  }
}
