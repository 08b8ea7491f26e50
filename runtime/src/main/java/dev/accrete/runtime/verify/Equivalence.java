package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tests that incremental runs leave the same tables as full rebuilds, on random data and histories.
 *
 * <p>In a JUnit test of a project: {@code Equivalence.check(Path.of("."));}. It needs no database:
 * whatever the target, it runs on DuckDB in memory, on rows made from the declared columns of the
 * sources.
 */
public final class Equivalence {
  /** Making a random project costs as much as some runs of it. */
  private static final int RANDOM_RUNS = 16;

  private final EquivalenceSettings settings;

  private Equivalence(EquivalenceSettings settings) {
    this.settings = settings;
  }

  private Equivalence but(Consumer<EquivalenceSettings> change) {
    return new Equivalence(settings.but(change));
  }

  /** A test of a project. */
  public static Equivalence of(ProjectFiles files) {
    return new Equivalence(new EquivalenceSettings().but(s -> s.files = Optional.of(files)));
  }

  /** A test of a project's texts by path, such as {@code models/sessions.sql}. */
  public static Equivalence of(Map<String, String> texts) {
    return of(ProjectFiles.of(texts));
  }

  /**
   * A test of the project in a folder.
   *
   * @throws NotTestableException if files cannot be read
   */
  public static Equivalence of(Path folder) {
    Checked<ProjectFiles> read = ProjectFilesReader.read(folder);
    if (read.hasErrors()) {
      throw new NotTestableException(
          String.join("\n", read.diagnostics().stream().map(Diagnostic::message).toList()));
    }
    return of(read.value());
  }

  /** A test of Accrete itself: each seed makes a project of its own as well. */
  public static Equivalence ofRandomModels() {
    return ofRandomModels(false);
  }

  /**
   * The same with models of the operators that random models seldom have where they are
   * incremental: full joins, NOT IN, grouping sets, scalar subqueries.
   */
  public static Equivalence ofRareOperators() {
    return ofRandomModels(true);
  }

  private static Equivalence ofRandomModels(boolean rare) {
    return new Equivalence(
        new EquivalenceSettings()
            .but(
                s -> {
                  s.rare = rare;
                  s.runs = RANDOM_RUNS;
                  s.busy = true;
                  s.memory = Equivalence::quick;
                }));
  }

  /**
   * DuckDB spends more time on planning these small statements than on carrying them out. Results
   * do not depend on its optimizers; two of them stay, as conditions on a product of tables have to
   * move below it, and as subqueries are joined with more than they need without the other.
   */
  private static DuckDbDatabase quick() {
    String all;
    try (DuckDbDatabase other = DuckDbDatabase.inMemory();
        Session session = other.session("verify", StatementListener.NONE)) {
      all =
          String.join(
              ",",
              session.query(
                  "list the optimizers",
                  "SELECT name FROM duckdb_optimizers() WHERE name NOT IN ('filter_pushdown', 'deliminator')",
                  row -> row.text(1)));
    }
    return DuckDbDatabase.inMemory(Map.of("threads", "1", "disabled_optimizers", all));
  }

  /**
   * Tests the project in a folder with the defaults.
   *
   * @throws AssertionError with the story of the first failing case
   */
  public static EquivalenceResult check(Path folder) {
    return of(folder).run().orThrow();
  }

  /**
   * The same of some models and all that they read; whatever else is wrong in the project does not
   * matter.
   */
  public Equivalence models(Set<String> names) {
    return but(s -> s.names = Optional.of(Set.copyOf(names)));
  }

  /** The same with another first seed: cases take one seed after another. */
  public Equivalence seed(long first) {
    return but(s -> s.seed = first);
  }

  /** The same with another number of cases. */
  public Equivalence cases(int number) {
    return but(s -> s.cases = number);
  }

  /** The same with another number of runs in each history. */
  public Equivalence runs(int number) {
    return but(s -> s.runs = number);
  }

  /** The same with another target, variables or environment. */
  public Equivalence options(CompileOptions other) {
    return but(s -> s.options = other);
  }

  /**
   * The same with something between the compiler, the runtime and the database: tests of this test
   * use it.
   */
  public Equivalence disturbed(Disturbance by) {
    return but(s -> s.disturbance = by);
  }

  /** The same with or without making a failing case small, which takes a while. */
  public Equivalence shrinking(boolean whether) {
    return but(s -> s.shrinking = whether);
  }

  /**
   * The same with histories in which most sources change before each run, so that most runs change
   * most tables: more is shown in the same time, and less of it rare.
   */
  public Equivalence busy() {
    return but(s -> s.busy = true);
  }

  /**
   * The same with rows that break what the sources declare of them: NULL in any column but that of
   * the load's timestamp, and keys that are there more than once. What Accrete derives must not
   * rely on such a declaration without a check.
   */
  public Equivalence breakingDeclarations() {
    return but(s -> s.undeclared = true);
  }

  /**
   * The same with rows like those of the target's tables: as often NULL, of the values that a
   * column has where these are few, and of the range of numbers and times. Texts of many values are
   * made up, as they may be anybody's names.
   *
   * @param database the target's; it is read when the test is opened
   */
  public Equivalence likeData(Database database) {
    return with(new Real(database, 0));
  }

  /**
   * The same with the rows of the target's tables themselves, cut into batches that come in random
   * orders.
   *
   * @param database the target's; it is read when the test is opened
   * @param most rows of each table, the ones that were loaded first
   */
  public Equivalence onData(Database database, int most) {
    return with(new Real(database, most));
  }

  private Equivalence with(Real data) {
    return but(s -> s.real = Optional.of(data));
  }

  /**
   * A target's data.
   *
   * @param rows how many of each table are played; 0 where made-up ones are to be like them
   */
  record Real(Database database, int rows) {}

  /**
   * The same in the target's own database, beside its tables: in schemas whose names begin with
   * {@code accrete_verify_} and {@code accrete_copies_}, which are dropped when the test is closed.
   * Models run there as they are written, also those that have no equal on DuckDB.
   *
   * @param database whose user may make schemas; it stays open
   */
  public Equivalence beside(Database database) {
    return but(s -> s.beside = Optional.of(database));
  }

  /**
   * The same on databases of another engine, for a project whose target is of it: one for the runs,
   * one for the plain copies. Both are emptied again and again.
   */
  public Equivalence on(Supplier<? extends Database> empty) {
    return but(s -> s.databases = Optional.of(empty));
  }

  /**
   * The same on DuckDB in memory without most of its optimizers, for models that join few tables:
   * over the few rows of a case these take longer than they save.
   */
  public Equivalence withoutOptimizers() {
    return but(s -> s.memory = Equivalence::quick);
  }

  /**
   * Plays the cases, up to the first that fails.
   *
   * @throws NotTestableException if the project does not compile
   */
  public EquivalenceResult run() {
    try (EquivalenceRun run = open()) {
      List<EquivalenceFailure> failures = new ArrayList<>();
      long last = settings.seed + settings.cases;
      for (long next = settings.seed; next < last && failures.isEmpty(); next++) {
        run.play(next).ifPresent(failures::add);
      }
      return new EquivalenceResult(run.tally(), failures.stream().findFirst());
    }
  }

  /** A run that plays cases one by one, as a property of a library would. */
  public EquivalenceRun open() {
    return new EquivalenceRun(settings);
  }
}
