package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.UnitTest;
import dev.accrete.runtime.datatest.DataTests;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.Runner;
import dev.accrete.runtime.load.SeedResult;
import dev.accrete.runtime.unittest.UnitTests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compiles the project and brings the selected models up to date, with their tests or without. */
final class ProjectRun {
  private final Workspace workspace;
  private final SelectionOptions selection;
  private final RunOptions options;
  private boolean tested;
  private @Nullable Path junit;

  ProjectRun(Workspace workspace, SelectionOptions selection, RunOptions options) {
    this.workspace = workspace;
    this.selection = selection;
    this.options = options;
  }

  /** With the tests of what is selected, each before the commit of what it is about. */
  ProjectRun tested(@Nullable Path junitFile) {
    tested = true;
    junit = junitFile;
    return this;
  }

  int call() throws IOException {
    Instant start = workspace.shell().clock().instant();
    RunReporting reporting = new RunReporting(workspace, UUID.randomUUID().toString(), start);
    Recompilation recompilation = Recompilation.of(workspace);
    if (recompilation.mentions("duckdb")) {
      Warmup.duckDb();
    }
    Compilation compilation = recompilation.compile();
    compilation.show(workspace);
    if (compilation.project().isEmpty()) {
      return reporting.notLoaded(compilation, options);
    }
    CompiledProject project = compilation.project().get();
    recompilation.write(compilation, project, CompileCommand::row);
    SelectedModels models = SelectedModels.of(project, selection, workspace);
    if (models.broken().isEmpty() && !selection.given(project) && compilation.hasErrors()) {
      // Such as a model's file that cannot be read: all is selected, and not all of it compiles.
      return reporting.notLoaded(compilation, options);
    }
    return models.broken().isEmpty() ? run(models, reporting) : reporting.broken(models, options);
  }

  private int run(SelectedModels models, RunReporting reporting) throws IOException {
    Ran ran;
    DataTests tests;
    List<SeedResult> seeds = List.of();
    reporting.compiled();
    try (Database database = new Connector(workspace, models.project()).open()) {
      RunRequest request =
          RunRequest.of(
                  Connector.state(models.project(), database),
                  models.requests(options, selection),
                  reporting.runId(),
                  workspace.shell().clock())
              .claiming(models.landings())
              .failingFast(options.failFast)
              .at(options.threads(models.project()));
      tests = tests(models, request);
      try (RunLog log = log(models, request)) {
        seeds = seeds(models, database, reporting.runId(), tests);
        ran = tested(models, database, request, tests, log);
      } catch (CancelledException e) {
        ran = new Ran(RunOutcome.cancelled(request), List.of());
      }
    }
    int code =
        reporting.done(
            models.project(), ran.outcome(), tests.results(), ran.units(), seeds, options);
    if (junit != null) {
      new TestReports(workspace).junit(junit, tests.results(), ran.units());
    }
    return code;
  }

  private record Ran(RunOutcome outcome, List<UnitTestResult> units) {}

  /** Unit tests and tests of sources, where they are wanted, then the models. */
  private Ran tested(
      SelectedModels models, Database database, RunRequest request, DataTests tests, RunLog log) {
    List<UnitTestResult> units = tested ? units(models, tests, log) : List.of();
    RunOutcome outcome;
    try {
      outcome = models(database, request, tests, log);
    } catch (CancelledException e) {
      // Of a model that was begun there would be a result: none was.
      outcome = RunOutcome.cancelled(request);
    }
    log.ended(outcome);
    return new Ran(outcome, units);
  }

  private RunOutcome models(Database database, RunRequest request, DataTests tests, RunLog log) {
    if (tested) {
      try (Session session =
          database.session("accrete run " + request.runId(), StatementListener.NONE)) {
        tests.first(session, log::testFinished);
      }
    }
    RunListener listener = tested ? log.withTests(tests::of) : log;
    return new Runner(database, listener).run(request.checked(tests));
  }

  /** Loads the seeds that the models read; the readers of one that fails do not run. */
  private List<SeedResult> seeds(
      SelectedModels models, Database database, String runId, DataTests tests) {
    Seeding seeding = new Seeding(workspace, models.project(), database);
    List<SeedResult> results =
        seeding.load(
            selection.given(models.project()) ? seeding.readBy(models.models()) : seeding.all(),
            false,
            runId);
    results.stream()
        .filter(result -> result.status() == SeedResult.Status.ERROR)
        .forEach(result -> tests.block(result.seed()));
    if (!options.logsJson()) {
      seeding.show(results);
    }
    return results;
  }

  /** The unit tests of the selected models; a model whose test fails does not run. */
  private List<UnitTestResult> units(SelectedModels models, DataTests tests, RunLog log) {
    UnitTests player =
        new UnitTests(models.project(), workspace.compileOptions(), workspace.shell().clock());
    List<UnitTestResult> results = new ArrayList<>();
    for (UnitTest test : TestSelection.units(models.project(), selection, workspace)) {
      if (workspace.interruption().requested()) {
        break;
      }
      UnitTestResult result = player.run(test);
      log.unitTestFinished(result);
      if (!result.holds()) {
        tests.block(test.model());
      }
      results.add(result);
    }
    return results;
  }

  private RunLog log(SelectedModels models, RunRequest request) {
    return options.logsJson()
        ? new JsonLog(workspace, request.runId())
        : new Progress(workspace, request.models().size(), models.nameWidth());
  }

  /** Without a test where none is wanted. */
  private DataTests tests(SelectedModels models, RunRequest request) {
    List<String> order = request.models().stream().map(m -> m.plan().model()).toList();
    return new DataTests(
        tested ? TestSelection.of(models.project(), selection, workspace) : List.of(),
        order,
        request.tables(),
        workspace.shell().clock(),
        line -> workspace.say("warning: " + workspace.scrub(line)));
  }
}
