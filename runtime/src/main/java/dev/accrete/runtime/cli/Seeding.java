package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.Runner;
import dev.accrete.runtime.load.Seed;
import dev.accrete.runtime.load.SeedLoader;
import dev.accrete.runtime.load.SeedResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loads the seeds of a project whose files changed, before what reads them is brought up to date.
 */
final class Seeding {
  private final Workspace workspace;
  private final CompiledProject project;
  private final Database database;

  Seeding(Workspace workspace, CompiledProject project, Database database) {
    this.workspace = workspace;
    this.project = project;
    this.database = database;
  }

  /** All seeds of the project. */
  List<Seed> all() {
    TargetRelations relations = new TargetRelations(project.project(), project.target());
    List<Seed> seeds = new ArrayList<>();
    for (SourceDeclaration source : project.project().sources()) {
      source
          .seed()
          .ifPresent(
              path ->
                  seeds.add(
                      new Seed(
                          source, relations.source(source), workspace.project().resolve(path))));
    }
    return seeds;
  }

  /** Those that some models read. */
  List<Seed> readBy(List<CompiledModel> models) {
    Set<String> read =
        models.stream()
            .flatMap(model -> model.result().stream())
            .flatMap(result -> result.plan().inputs().stream())
            .map(InputPlan::name)
            .collect(Collectors.toSet());
    return all().stream().filter(seed -> read.contains(seed.name())).toList();
  }

  /** Those whose tables are not what their files say. */
  List<Seed> changed(List<Seed> seeds) {
    return seeds.isEmpty() ? List.of() : loader().changed(seeds);
  }

  /**
   * Loads what changed, under a lock of its own.
   *
   * @param refresh load what did not as well
   */
  List<SeedResult> load(List<Seed> seeds, boolean refresh, String runId) {
    List<Seed> wanted = refresh ? seeds : changed(seeds);
    if (wanted.isEmpty()) {
      return List.of();
    }
    RunRequest request =
        RunRequest.of(
            Connector.state(project, database), List.of(), runId, workspace.shell().clock());
    List<SeedResult> results = new ArrayList<>();
    new Runner(database, RunListener.NONE)
        .underLock(request, () -> results.addAll(loader().load(wanted, refresh, runId)));
    return results;
  }

  private SeedLoader loader() {
    return new SeedLoader(
        database,
        Connector.state(project, database),
        workspace.shell().clock(),
        Loading.lengths(project));
  }

  /** Says what became of them, a line each. */
  void show(List<SeedResult> results) {
    for (SeedResult result : results) {
      boolean failed = result.status() == SeedResult.Status.ERROR;
      String word =
          switch (result.status()) {
            case LOADED -> workspace.style().good("SEED ");
            case UNCHANGED -> workspace.style().faint("SAME ");
            case ERROR -> workspace.style().bad("ERROR");
          };
      String told =
          failed
              ? "its table stays as it was"
              : result.status() == SeedResult.Status.LOADED
                  ? Numbers.count(result.rows(), "row")
                  : "loaded from this file before";
      workspace.text().println("         " + word + "  " + result.seed() + "  " + told);
      result
          .problems()
          .forEach(problem -> workspace.say(SafeText.oneLine(workspace.scrub(problem))));
    }
    workspace.text().flush();
  }
}
