package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.report.SyncReport;
import dev.accrete.runtime.report.SyncReport.Entry;
import dev.accrete.runtime.sync.ProjectWriter;
import dev.accrete.runtime.sync.SourceSync;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accrete source sync}: writes the declarations of sources from the catalogue. */
@Command(
    name = "source",
    description = {
      "Brings the declarations of sources up to their tables in the target: columns that are new"
          + " come behind the declared ones; all else in the files stays as it is.",
      "A table that is named and not declared yet gets a declaration.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete source sync --dry-run              what would change, as a diff",
      "  accrete source sync raw.events             also where it is not declared yet",
      "  accrete source sync -s source:raw.* --overwrite",
    })
final class SourceCommand implements Callable<Integer> {
  private final Workspace workspace;

  enum Action {
    SYNC;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "sync: write the declarations from the target's catalogue.")
  private Action action = Action.SYNC;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SOURCE",
      description =
          "Sources or tables, such as raw.events; all declared sources where none is named.")
  private List<String> names = new ArrayList<>();

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--overwrite",
      description = "Takes over types that are declared otherwise; else they are told alone.")
  private boolean overwrite;

  @Option(names = "--dry-run", description = "Shows the changes as a diff and writes nothing.")
  private boolean dryRun;

  SourceCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    Checked<ProjectFiles> files = ProjectFilesReader.read(workspace.project());
    CompiledProject project = project(files);
    Map<String, SourceDeclaration> declared = new LinkedHashMap<>();
    project.project().sources().forEach(source -> declared.put(source.name(), source));
    List<SourceDeclaration> sources = new ArrayList<>();
    List<String> further = new ArrayList<>();
    choose(project, declared, sources, further);
    SyncReport report;
    try (Database database = new Connector(workspace, project).openToRead();
        Session session = database.session("accrete source sync", StatementListener.NONE)) {
      SourceSync sync =
          new SourceSync(
              project,
              files.value(),
              workspace.compileOptions(),
              session,
              database.dialect(),
              overwrite);
      further.forEach(name -> requireTable(sync, name, declared));
      report = sync.report(sources, further);
      if (!dryRun) {
        write(sync.changed(), files.value());
        report = new SyncReport(report.sources(), report.files(), true);
      }
    }
    if (workspace.json()) {
      workspace.print(report);
    } else {
      print(report);
    }
    return report.sources().stream().anyMatch(e -> e.status().equals("error"))
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  /** Models need not compile: what their sources lack may be why they do not. */
  private CompiledProject project(Checked<ProjectFiles> files) {
    Compilation all = Compilation.of(workspace, files);
    List<Diagnostic> relevant =
        all.diagnostics().stream()
            .filter(d -> all.project().isEmpty() || isOfDeclarations(d))
            .toList();
    new Compilation(all.project(), relevant).show(workspace);
    return all.project()
        .orElseThrow(() -> CommandFailure.failed("the project does not compile", null));
  }

  private static boolean isOfDeclarations(Diagnostic diagnostic) {
    return Optional.ofNullable(diagnostic.span())
        .filter(span -> span.file().path().matches(".*\\.ya?ml"))
        .isPresent();
  }

  private void choose(
      CompiledProject project,
      Map<String, SourceDeclaration> declared,
      List<SourceDeclaration> sources,
      List<String> further) {
    Set<String> chosen = new TreeSet<>(names);
    if (selection.given()) {
      chosen.addAll(selection.names(project, workspace));
    } else if (names.isEmpty()) {
      chosen.addAll(declared.keySet()); // whatever models a default selector means
    }
    for (String name : chosen) {
      Optional<SourceDeclaration> source = Optional.ofNullable(declared.get(name));
      boolean seed = source.flatMap(SourceDeclaration::seed).isPresent();
      if (names.contains(name) && seed) {
        throw CommandFailure.misuse(
            name + " is a seed", "its columns are those of its file in seeds/");
      }
      if (source.isPresent() && !seed) {
        sources.add(source.get());
      } else if (source.isEmpty() && names.contains(name)) {
        further.add(name);
      }
    }
    if (sources.isEmpty() && further.isEmpty()) {
      throw CommandFailure.misuse(
          declared.isEmpty() ? "no source is declared" : "no source is selected",
          "accrete source sync SCHEMA.TABLE declares a table");
    }
  }

  private void requireTable(SourceSync sync, String name, Map<String, SourceDeclaration> declared) {
    if (!name.matches("[^.\\s]+(\\.[^.\\s]+)?")) {
      throw CommandFailure.misuse(name + " is no table or schema.table", "write, say, raw.events");
    }
    if (!sync.hasTable(name)) {
      Set<String> known = new TreeSet<>(declared.keySet());
      known.addAll(sync.tables(name.contains(".") ? name.substring(0, name.indexOf('.')) : name));
      throw CommandFailure.misuse(
          "there is no source " + name + ", and no table of that name in the target",
          Nearest.hint(name, known));
    }
  }

  private void write(List<SourceFile> changed, ProjectFiles read) {
    ProjectWriter writer = new ProjectWriter(workspace.project(), read);
    for (SourceFile file : changed) {
      try {
        writer.write(file);
      } catch (IOException e) {
        throw CommandFailure.failed(
            "writing " + file.path() + " failed",
            e.getClass() == IOException.class ? e.getMessage() : null);
      }
    }
  }

  private void print(SyncReport report) {
    for (Entry entry : report.sources()) {
      new SyncStory(entry, dryRun).lines().forEach(workspace.text()::println);
    }
    if (dryRun) {
      report.files().forEach(file -> workspace.text().print("\n" + file.diff()));
    }
  }
}
