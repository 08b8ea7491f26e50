package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.compare.Comparison;
import dev.accrete.runtime.compare.Rows;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.report.Preview;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accrete show}: a few rows of a relation. */
@Command(
    name = "show",
    description = "Shows the first rows of a model, a source or a table.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete show sessions",
      "  accrete show atomic.events --limit 3",
      "  accrete show sessions:full            what the SELECT returns, instead of the table",
    })
final class ShowCommand implements Callable<Integer> {
  private static final int DEFAULT_LIMIT = 10;

  private final Workspace workspace;

  @Parameters(paramLabel = "RELATION", description = "A model, MODEL:full, a source or a table.")
  private String name = "";

  @Option(names = "--limit", paramLabel = "N", description = "How many rows; 10 by default.")
  private int limit = DEFAULT_LIMIT;

  ShowCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    if (limit < 0) {
      throw CommandFailure.misuse("--limit must not be negative", null);
    }
    CompiledProject project = Compilation.required(workspace);
    try (Database database = new Connector(workspace, project).openToRead();
        Session session = database.session("accrete show", StatementListener.NONE)) {
      String relation =
          new Relations(project, session, Connector.state(project, database)).from(name);
      Comparison comparison = new Comparison(session, database.dialect());
      print(comparison.rows(relation, limit), comparison.count(relation));
    }
    return ExitCode.DONE;
  }

  private void print(Rows rows, long count) {
    if (workspace.json()) {
      workspace.print(Preview.of(name, count, rows));
      return;
    }
    workspace.print(RowTable.of(rows));
    workspace.text().println();
    String shown = rows.rows().size() < count ? rows.rows().size() + " of " : "";
    workspace.text().println(shown + Numbers.count(count, "row") + ".");
  }
}
