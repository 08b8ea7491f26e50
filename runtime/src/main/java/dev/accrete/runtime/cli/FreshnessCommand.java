package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.cli.terminal.TextTable;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.report.FreshnessReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code accrete freshness}: how old the newest row of each source is. */
@Command(
    name = "freshness",
    description =
        "Shows how old the newest row of each source is, by its loaded_at or loaded_at_field, and"
            + " fails where that is more than freshness.error_after allows.",
    footerHeading = "%nExamples:%n",
    footer = {"  accrete freshness", "  accrete freshness atomic.events --format json"})
final class FreshnessCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Parameters(
      arity = "0..*",
      paramLabel = "SOURCE",
      description = "Sources, as models name them; all where none is named.")
  private List<String> names = new ArrayList<>();

  FreshnessCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    CompiledProject project = Compilation.required(workspace);
    List<SourceDeclaration> sources = sources(project);
    List<FreshnessReport.Entry> entries = new ArrayList<>();
    try (Database database = new Connector(workspace, project).openToRead();
        Session session = database.session("accrete freshness", StatementListener.NONE)) {
      SourceAges ages = new SourceAges(project, session, workspace.shell().clock().instant());
      sources.forEach(source -> entries.add(ages.of(source)));
    }
    if (workspace.json()) {
      workspace.print(new FreshnessReport(entries));
    } else {
      print(entries);
    }
    return entries.stream().anyMatch(e -> e.status().equals("error"))
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  private List<SourceDeclaration> sources(CompiledProject project) {
    List<SourceDeclaration> all =
        project.project().sources().stream()
            .sorted(Comparator.comparing(SourceDeclaration::name))
            .toList();
    List<String> known = all.stream().map(SourceDeclaration::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw CommandFailure.misuse("there is no source " + name, Nearest.hint(name, known));
      }
    }
    return all.stream().filter(s -> names.isEmpty() || names.contains(s.name())).toList();
  }

  private void print(List<FreshnessReport.Entry> entries) {
    TextTable table = new TextTable(List.of("source", "status", "newest row (UTC)", ">age", ""));
    for (FreshnessReport.Entry entry : entries) {
      Long age = entry.ageSeconds();
      table.row(
          entry.name(),
          entry.status(),
          Optional.ofNullable(entry.newest()).map(n -> n.replace('T', ' ')).orElse(""),
          age == null ? "" : words(Duration.ofSeconds(age)),
          Optional.ofNullable(entry.message()).map(workspace::scrub).orElse(""));
    }
    workspace.print(table);
  }

  private static String words(Duration age) {
    if (age.isNegative()) {
      return "in the future";
    }
    return age.toDays() > 0
        ? age.toDays() + " d " + age.toHoursPart() + " h"
        : age.toHours() > 0
            ? age.toHours() + " h " + age.toMinutesPart() + " min"
            : age.toMinutes() + " min";
  }
}
