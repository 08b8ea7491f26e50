package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.artifact.CompiledFiles;
import dev.accrete.runtime.artifact.TargetFolder;
import dev.accrete.runtime.report.DemoReport;
import dev.accrete.runtime.sample.SampleEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code accrete demo}: the whole story in a minute, on DuckDB and generated events. */
@Command(
    name = "demo",
    description = {
      "Shows in a minute what Accrete does: builds seven tables from generated web events, loads"
          + " three awkward batches, brings the tables up to date with SQL that it derived, and"
          + " compares each with a full rebuild. Everything lies in target/accrete-demo/.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete demo",
      "  accrete demo --seed 7 --format json",
      "  accrete demo --events 1000000"
    })
final class DemoCommand implements Callable<Integer> {
  private static final String FOLDER = "accrete-demo";

  private final Workspace workspace;

  @Option(names = "--seed", paramLabel = "N", description = "Other events; 1 by default.")
  private long seed = 1;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "So many events in all loads together, 1,000 to 100,000,000; about 56,000 by default. They"
              + " are written to data/ as a stream; what the loads take grows with them. With a few thousand a"
              + " load may lack what its title says.")
  private @Nullable Long events;

  DemoCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    sample();
    Path folder = freshFolder();
    ShippedProject.copy("web", folder);
    Workspace demo = workspace.in(folder);
    DemoStory story = new DemoStory(workspace, shown(folder));
    Compilation compilation = Compilation.of(demo);
    compilation.show(demo);
    if (compilation.project().isEmpty() || compilation.hasErrors()) {
      throw CommandFailure.failed("the demo's project does not compile", null);
    }
    CompiledProject project = compilation.project().get();
    CompiledFiles.write(TargetFolder.of(folder), project, compilation.manifest());
    story.begin(project);
    List<DemoReport.Load> loads = loads(demo, project, story, folder);
    boolean equal = loads.stream().allMatch(DemoReport.Load::equal);
    DemoReport report = new DemoReport(shown(folder), equal, loads);
    story.end(report);
    if (workspace.json()) {
      workspace.print(report);
    }
    return report.equal() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private SampleEvents sample() {
    try {
      return events == null ? SampleEvents.demo(seed) : SampleEvents.demo(seed, events);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.misuse("--events: " + e.getMessage(), null);
    }
  }

  private List<DemoReport.Load> loads(
      Workspace demo, CompiledProject project, DemoStory story, Path folder) throws IOException {
    DemoRun run = new DemoRun(demo, project);
    List<DemoReport.Load> loads = new ArrayList<>();
    for (SampleEvents.LoadFile file : sample().write(folder.resolve("data"))) {
      story.load(file.report());
      DemoReport.Load load = run.load(file);
      story.result(load);
      run.example().ifPresent(story::example);
      loads.add(load);
    }
    return loads;
  }

  /**
   * In the project at hand, else in the working directory; what an earlier demo left there goes.
   */
  private Path freshFolder() throws IOException {
    Path root = workspace.findProject().orElse(workspace.shell().directory());
    Path target = root.resolve("target");
    Path folder = target.resolve(FOLDER);
    if (Files.isSymbolicLink(target) || Files.isSymbolicLink(folder)) {
      throw CommandFailure.misuse(shown(folder) + " is or lies behind a symbolic link", null);
    }
    TargetFolder.at(folder).delete();
    Files.createDirectories(folder);
    return folder;
  }

  private String shown(Path folder) {
    Path here = workspace.shell().directory();
    return folder.startsWith(here) ? here.relativize(folder).toString() : folder.toString();
  }
}
