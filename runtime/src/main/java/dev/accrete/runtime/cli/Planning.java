package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.TextTable;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.execute.Runner;
import dev.accrete.runtime.load.Seed;
import dev.accrete.runtime.report.Identity;
import dev.accrete.runtime.report.PlanReport;
import dev.accrete.runtime.select.NodeGraph;
import dev.accrete.runtime.select.ProjectGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says what a run would do, without doing it. */
final class Planning {
  private static final String BEHIND = "a model that it reads cannot run";

  private final Workspace workspace;
  private final SelectionOptions selection;
  private final RunOptions options;

  Planning(Workspace workspace, SelectionOptions selection, RunOptions options) {
    this.workspace = workspace;
    this.selection = selection;
    this.options = options;
  }

  int call() {
    CompiledProject project = Compilation.required(workspace);
    SelectedModels models = SelectedModels.of(project, selection, workspace);
    if (!models.broken().isEmpty()) {
      String broken = Numbers.count(models.broken().size(), "model");
      throw CommandFailure.failed(broken + " did not compile, so a run would do nothing", null);
    }
    Connector connector = new Connector(workspace, project);
    if (connector.isReadOnly()) {
      throw CommandFailure.failed(
          connector.readOnly() + ", and what is new is counted in a transaction that writes it",
          "accrete status tells how the models stand, accrete show their rows");
    }
    RunOutcome outcome;
    try (Database database = connector.openToPlan()) {
      Seeding seeding = new Seeding(workspace, project, database);
      List<Seed> seeds =
          seeding.changed(
              selection.given(models.project()) ? seeding.readBy(models.models()) : seeding.all());
      seeds.forEach(seed -> workspace.say("the seed " + seed.name() + " would be loaded first"));
      outcome = plan(workspace, models, models.requests(options, selection), seeds, database);
    }
    print(project, outcome);
    return outcome.succeeded() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /**
   * What reads a seed that has no table yet is built once it has, and so are its readers: nothing
   * is wrong with them. What is behind a model that cannot run for another reason says so.
   */
  private static RunOutcome afterSeeds(RunOutcome outcome, List<Seed> seeds, NodeGraph graph) {
    Set<String> built = new HashSet<>();
    Set<String> failed = new HashSet<>();
    return outcome.map(
        result -> {
          boolean skipped = result.status() == ModelResult.Status.SKIPPED;
          Set<String> before = graph.ancestors(Set.of(result.model()), Integer.MAX_VALUE);
          boolean behindSeeds = skipped && before.stream().noneMatch(failed::contains);
          if (lacksAny(result, seeds)
              || (behindSeeds && before.stream().anyMatch(built::contains))) {
            built.add(result.model());
            return ModelResult.firstBuild(result.model(), "first build, once seeds are loaded");
          }
          if (!result.succeeded()) {
            failed.add(result.model());
          }
          return skipped && result.message().isEmpty() ? result.warning(BEHIND) : result;
        });
  }

  private static boolean lacksAny(ModelResult result, List<Seed> seeds) {
    return seeds.stream().anyMatch(seed -> result.lacksTable(seed.name()));
  }

  /** The seeds whose tables are not what their files say. */
  static List<Seed> changedSeeds(Workspace workspace, CompiledProject project, Database database) {
    Seeding seeding = new Seeding(workspace, project, database);
    return seeding.changed(seeding.all());
  }

  /**
   * What a run would do to some models.
   *
   * @param seeds those that would be loaded first
   */
  static RunOutcome plan(
      Workspace workspace,
      SelectedModels models,
      List<ModelRequest> requests,
      List<Seed> seeds,
      Database database) {
    RunRequest request =
        RunRequest.of(
            Connector.state(models.project(), database),
            requests,
            UUID.randomUUID().toString(),
            workspace.shell().clock());
    Set<String> names = seeds.stream().map(Seed::name).collect(Collectors.toSet());
    return afterSeeds(
        new Runner(database, RunListener.NONE).run(request.claiming(models.landings()).dry(names)),
        seeds,
        ProjectGraph.of(models.project()));
  }

  private void print(CompiledProject project, RunOutcome outcome) {
    NodeGraph graph = ProjectGraph.of(project);
    if (workspace.json()) {
      String name = project.project().settings().name();
      workspace.print(
          new PlanReport(
              outcome.results().stream().map(result -> entry(name, graph, result)).toList()));
      return;
    }
    TextTable table =
        new TextTable(List.of("model", "strategy", ">pending", "reaches", "why")).wholeLast();
    for (ModelResult result : outcome.results()) {
      table.row(
          result.model(),
          result.succeeded() ? result.strategy().word() : "cannot run",
          result.rowsPending() == 0 ? "" : Numbers.count(result.rowsPending()),
          String.join(", ", reaches(graph, result)),
          result.succeeded() ? result.reason() : result.message());
    }
    workspace.print(table);
  }

  private static PlanReport.Entry entry(String project, NodeGraph graph, ModelResult result) {
    return new PlanReport.Entry(
        Identity.model(project, result.model()),
        result.model(),
        result.succeeded() ? result.strategy().word() : null,
        result.reason().isEmpty() ? null : result.reason(),
        result.rowsPending(),
        reaches(graph, result),
        result.message().isEmpty() ? null : result.message());
  }

  private static List<String> reaches(NodeGraph graph, ModelResult result) {
    if (!result.succeeded() || result.strategy() == RunStrategy.NONE) {
      return List.of();
    }
    Set<String> readers = graph.descendants(Set.of(result.model()), Integer.MAX_VALUE);
    return graph.nodes().stream().map(node -> node.name()).filter(readers::contains).toList();
  }
}
