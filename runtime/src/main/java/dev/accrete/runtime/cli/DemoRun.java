package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.compare.Comparison;
import dev.accrete.runtime.compare.Difference;
import dev.accrete.runtime.compare.FullSelect;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.Runner;
import dev.accrete.runtime.load.LoadOutcome;
import dev.accrete.runtime.report.DemoReport;
import dev.accrete.runtime.report.RunResults;
import dev.accrete.runtime.sample.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Loads a file, runs, rebuilds the same in full on a copy of the database, and compares each table
 * with its full SELECT.
 */
final class DemoRun {
  private static final String EVENTS = "atomic.events";
  private static final String CONTEXTS = "atomic.com_snowplowanalytics_snowplow_web_page_1";

  private final Workspace workspace;
  private final CompiledProject project;
  private final Path file;
  private final DemoVisitors visitors;
  private Optional<String> example = Optional.empty();

  DemoRun(Workspace workspace, CompiledProject project) {
    this.workspace = workspace;
    this.project = project;
    this.visitors = new DemoVisitors(project);
    this.file = new Connector(workspace, project).file();
  }

  DemoReport.Load load(SampleEvents.LoadFile load) throws IOException {
    load(EVENTS, load.path());
    load(CONTEXTS, load.contexts());
    Path copy = file.resolveSibling("rebuilt.duckdb");
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    boolean first = load.report().number() == 1;
    if (!first) {
      see(visitors::before);
    }
    RunOutcome outcome = run(file, false);
    if (!first) {
      see(database -> example = visitors.after(database));
    }
    RunOutcome rebuilt = run(copy, true);
    Files.deleteIfExists(copy);
    Map<String, Double> times = new HashMap<>();
    rebuilt.results().forEach(r -> times.put(r.model(), RunResults.seconds(r.time())));
    return new DemoReport.Load(
        load.report().number(),
        load.report().title(),
        load.report().sentence(),
        load.report().counts().total(),
        models(outcome, times));
  }

  private void load(String name, Path path) throws IOException {
    SourceDeclaration source = Relations.source(project, name).orElseThrow();
    LoadOutcome loaded = new Loading(workspace, project).load(source, List.of(path), true, false);
    if (!loaded.succeeded()) {
      throw CommandFailure.failed("the demo's load failed: " + loaded.problems().get(0), null);
    }
  }

  /** A visitor who turned out to be another in the last load, if there is one. */
  Optional<String> example() {
    return example;
  }

  private void see(Consumer<Database> look) {
    try (Database opened = DuckDbDatabase.open(file)) {
      look.accept(opened);
    }
  }

  private RunOutcome run(Path database, boolean fullRefresh) {
    try (Database opened = DuckDbDatabase.open(database)) {
      List<ModelRequest> models =
          new SelectedModels(project, project.models(), List.of()).requests(fullRefresh);
      RunRequest request =
          RunRequest.of(
              Connector.state(project, opened),
              models,
              UUID.randomUUID().toString(),
              workspace.shell().clock());
      return new Runner(opened, RunListener.NONE).run(request);
    }
  }

  private List<DemoReport.Model> models(RunOutcome outcome, Map<String, Double> rebuildTimes) {
    List<DemoReport.Model> models = new ArrayList<>();
    try (Database opened = DuckDbDatabase.open(file);
        Session session = opened.session("accrete demo", StatementListener.NONE)) {
      FullSelect selects = new FullSelect(session, Connector.state(project, opened));
      Comparison comparison = new Comparison(session, opened.dialect());
      for (ModelResult result : outcome.results()) {
        CompiledModel.Result compiled =
            Compilation.model(project, result.model()).result().orElseThrow();
        FullSelect.Prepared prepared = selects.prepare(compiled.plan());
        String table = opened.dialect().relation(compiled.plan().target());
        Difference difference = comparison.compare(table, selects.stage(prepared), 0);
        selects.drop(prepared);
        models.add(model(result, difference, rebuildTimes.getOrDefault(result.model(), 0.0)));
      }
    }
    return models;
  }

  private static DemoReport.Model model(
      ModelResult result, Difference difference, double rebuildTime) {
    if (!result.succeeded()) {
      throw CommandFailure.failed(
          "the demo's run failed at " + result.model() + ": " + result.message(), null);
    }
    return new DemoReport.Model(
        result.model(),
        result.status().name().toLowerCase(Locale.ROOT),
        result.strategy().word(),
        result.reason(),
        result.keysTouched(),
        result.rowsDeleted(),
        result.rowsInserted(),
        RunResults.seconds(result.time()),
        rebuildTime,
        difference.firstCount(),
        difference.onlyFirst(),
        difference.onlySecond(),
        difference.equal());
  }
}
