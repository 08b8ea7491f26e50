package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.load.Seed;
import dev.accrete.runtime.load.SeedResult;
import dev.accrete.runtime.report.Identity;
import dev.accrete.runtime.report.SeedReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accrete seed}: loads the CSV files of {@code seeds/}. */
@Command(
    name = "seed",
    description = {
      "Loads the CSV files of seeds/ that changed into their tables, each all or nothing. accrete run"
          + " and build do so by themselves, for the seeds that their models read.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete seed                     what changed",
      "  accrete seed countries --full-refresh",
    })
final class SeedCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Parameters(
      arity = "0..*",
      paramLabel = "SEED",
      description = "Seeds by name; all where none is named.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--full-refresh", description = "Loads unchanged files as well.")
  private boolean fullRefresh;

  SeedCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    CompiledProject project = Compilation.required(workspace);
    List<SeedResult> results;
    try (Database database = new Connector(workspace, project).open()) {
      Seeding seeding = new Seeding(workspace, project, database);
      List<Seed> wanted = wanted(seeding.all());
      List<SeedResult> done = seeding.load(wanted, fullRefresh, UUID.randomUUID().toString());
      results =
          wanted.stream()
              .map(
                  seed ->
                      done.stream()
                          .filter(result -> result.seed().equals(seed.name()))
                          .findFirst()
                          .orElseGet(
                              () ->
                                  new SeedResult(
                                      seed.name(),
                                      seed.table().plain(),
                                      SeedResult.Status.UNCHANGED,
                                      0,
                                      List.of())))
              .toList();
      seeding.show(results);
    }
    if (workspace.json()) {
      String name = project.project().settings().name();
      workspace.print(new SeedReport(results.stream().map(r -> entry(name, r)).toList()));
    }
    return results.stream().anyMatch(r -> r.status() == SeedResult.Status.ERROR)
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  private List<Seed> wanted(List<Seed> all) {
    List<String> known = all.stream().map(Seed::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw CommandFailure.misuse("there is no seed " + name, Nearest.hint(name, known));
      }
    }
    if (all.isEmpty()) {
      throw CommandFailure.misuse("the project has no seeds", "a seed is a CSV file in seeds/");
    }
    return all.stream().filter(s -> names.isEmpty() || names.contains(s.name())).toList();
  }

  private SeedReport.Entry entry(String project, SeedResult result) {
    return new SeedReport.Entry(
        Identity.seed(project, result.seed()),
        result.seed(),
        result.relation(),
        result.status().name().toLowerCase(Locale.ROOT),
        result.rows(),
        result.problems().stream().map(workspace::scrub).toList());
  }
}
