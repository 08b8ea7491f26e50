package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.runtime.compare.Audit;
import dev.accrete.runtime.compare.AuditedTable;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.report.AuditReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accrete audit}: whether the tables in the warehouse are what their SELECTs return. */
@Command(
    name = "audit",
    description = {
      "Compares the tables in the warehouse with what their SELECTs return now, over their inputs as"
          + " their last runs read them, and shows the rows that differ. Exit code 1 if any does.",
      "Changes nothing: it works in temporary tables, in a transaction that is taken back.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete audit                       every table, whole",
      "  accrete audit -s sessions --sample 1000",
    })
final class AuditCommand implements Callable<Integer> {
  private static final int DEFAULT_LIMIT = 10;

  private final Workspace workspace;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Compares the rows of N keys, chosen at random, in place of all.")
  private int sample;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many differing rows of a table to show; 10 by default.")
  private int limit = DEFAULT_LIMIT;

  AuditCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    if (sample < 0 || limit < 0) {
      throw CommandFailure.misuse("--sample and --limit must not be negative", null);
    }
    CompiledProject project = Compilation.required(workspace);
    SelectedModels selected = SelectedModels.of(project, selection, workspace);
    if (!selected.broken().isEmpty()) {
      throw CommandFailure.failed(selected.broken().get(0).name() + " does not compile", null);
    }
    List<AuditedTable> audited = new ArrayList<>();
    try (Database database = new Connector(workspace, project).openToRead();
        Session session = database.session("accrete audit", StatementListener.NONE)) {
      Audit audit = new Audit(session, Connector.state(project, database), sample, limit);
      for (CompiledModel model : selected.models()) {
        CompiledModel.Result result = model.result().orElseThrow();
        if (result.plan().materialized() == Materialization.TABLE) {
          audited.add(audit.of(model, result));
        }
      }
    }
    if (workspace.json()) {
      workspace.print(AuditReport.of(audited, workspace::scrub));
    }
    new AuditStory(workspace).tell(audited);
    return audited.stream().allMatch(AuditedTable::passes) ? ExitCode.DONE : ExitCode.FAILED;
  }
}
