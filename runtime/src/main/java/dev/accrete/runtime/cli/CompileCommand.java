package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.runtime.artifact.CompileRecord;
import dev.accrete.runtime.artifact.LastCompilation;
import dev.accrete.runtime.artifact.Playbook;
import dev.accrete.runtime.artifact.SourceLook;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.TextTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accrete compile}: from the project's files to {@code target/}, without a database. */
@Command(
    name = "compile",
    description = "Derives the SQL of every model and writes it to target/. Needs no database.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete compile                 all models; a broken one makes the exit code 1",
      "  accrete compile -s tag:web      what is outside the selection may be broken",
      "  accrete compile --format json   prints the manifest",
      "",
      "For each model, target/compiled/MODEL/ has select.sql, full.sql, incremental.sql and"
          + " explain.md.",
    })
final class CompileCommand implements Callable<Integer> {
  private static final List<String> HEADINGS = List.of("model", "strategy", "key", "refusals");

  private final Workspace workspace;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--playbook",
      description =
          "Also writes playbooks of SQL Runner (YAML) beside target/compiled/run.sql and"
              + " run_full.sql; for targets on servers.")
  private boolean playbook;

  CompileCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    Instant start = workspace.shell().clock().instant();
    boolean brief = !workspace.json() && !selection.given() && !playbook;
    SourceLook look = workspace.sourceLook();
    LastCompilation last = Recompilation.warmed(LastCompilation.in(workspace.targetFolder()));
    Optional<String> stamped = Recompilation.stamped(workspace, look);
    Optional<CompileRecord> same = brief ? stamped.flatMap(last::ofStamped) : Optional.empty();
    if (same.isPresent() && last.isUntouched()) {
      return repeat(same.get(), start);
    }
    Recompilation recompilation = Recompilation.of(workspace, last, stamped);
    Optional<CompileRecord> unchanged = brief ? recompilation.untouched() : Optional.empty();
    if (unchanged.isPresent()) {
      recompilation.remember(unchanged.get());
      return repeat(unchanged.get(), start);
    }
    Compilation compilation = recompilation.compile();
    compilation.show(workspace);
    Optional<CompiledProject> project = compilation.project();
    if (project.isPresent()) {
      recompilation.write(compilation, project.get(), CompileCommand::row);
      if (playbook) {
        writePlaybooks(project.get().target());
      }
    }
    if (workspace.json()) {
      workspace.print(compilation.manifest());
    }
    if (project.isEmpty()) {
      workspace.text().println("The project does not compile: " + compilation.counts() + ".");
      return ExitCode.FAILED;
    }
    return report(compilation, project.get(), start);
  }

  private void writePlaybooks(TargetSettings target) throws IOException {
    if (target.engine().equals("duckdb")) {
      throw CommandFailure.misuse(
          "SQL Runner has no DuckDB, which the target " + target.name() + " is on",
          "-t names a target on PostgreSQL or Redshift");
    }
    for (String name : List.of("run", "run_full")) {
      workspace
          .targetFolder()
          .write("compiled/" + name + ".playbook.yml", Playbook.of(target, name, name + ".sql"));
    }
  }

  /** Tells what was told the last time. */
  private int repeat(CompileRecord record, Instant start) {
    if (!record.warnings().isEmpty()) {
      workspace.shell().err().print(record.warnings());
      workspace.shell().err().println();
    }
    TextTable table = new TextTable(HEADINGS);
    record.rows().forEach(table::row);
    workspace.print(table);
    Duration time = Duration.between(start, workspace.shell().clock().instant());
    workspace.text().println();
    workspace
        .text()
        .println(
            "Nothing changed: "
                + Numbers.count(record.rows().size(), "model")
                + " for "
                + record.target()
                + " ("
                + record.engine()
                + "), looked at in "
                + Numbers.seconds(time)
                + "; the SQL is in target/compiled/.");
    return ExitCode.DONE;
  }

  private int report(Compilation compilation, CompiledProject project, Instant start) {
    Set<String> names = selection.names(project, workspace);
    List<CompiledModel> shown =
        project.models().stream().filter(model -> names.contains(model.name())).toList();
    TextTable table = new TextTable(HEADINGS);
    shown.forEach(model -> table.row(row(model)));
    workspace.print(table);
    Duration time = Duration.between(start, workspace.shell().clock().instant());
    boolean failed = failed(compilation, project, names);
    workspace.text().println();
    workspace
        .text()
        .println(
            (failed ? "Failed: " + compilation.counts() + " in " : "Compiled ")
                + Numbers.count(shown.size(), "model")
                + " for "
                + project.target().name()
                + " ("
                + project.target().engine()
                + ") in "
                + Numbers.seconds(time)
                + "; the SQL is in target/compiled/.");
    return failed ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** With a selection, what is broken outside it and what it reads does not count. */
  private boolean failed(Compilation compilation, CompiledProject project, Set<String> names) {
    if (!selection.given(project)) {
      return compilation.hasErrors();
    }
    Set<String> needed = selection.withParents(project, names);
    return project.models().stream()
        .anyMatch(model -> needed.contains(model.name()) && model.result().isEmpty());
  }

  /** What the table of models tells of one. */
  static List<String> row(CompiledModel model) {
    if (model.result().isEmpty()) {
      boolean own = model.status() == CompiledModel.Status.ERROR;
      return List.of(model.name(), "error", "", own ? "" : "reads a model with errors");
    }
    CompiledModel.Result result = model.result().get();
    Materialization materialized = result.plan().materialized();
    if (materialized != Materialization.TABLE) {
      return List.of(model.name(), materialized.name().toLowerCase(Locale.ROOT), "", "");
    }
    Certificate certificate = result.certificate();
    String key =
        certificate.keyColumns().stream()
            .map(n -> result.columns().get(n).name())
            .collect(Collectors.joining(", "));
    String refusals =
        certificate.refusals().stream()
            .map(refusal -> refusal.code().id())
            .distinct()
            .collect(Collectors.joining(" "));
    return List.of(model.name(), certificate.strategy().word(), key, refusals);
  }
}
