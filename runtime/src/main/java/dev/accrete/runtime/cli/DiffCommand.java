package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.compare.Comparison;
import dev.accrete.runtime.compare.Difference;
import dev.accrete.runtime.compare.Rows;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.report.DifferenceReport;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accrete diff}: whether two relations hold the same rows. */
@Command(
    name = "diff",
    description = {
      "Compares two relations as bags of rows, both ways. Exit code 1 if they differ.",
      "MODEL:full is what the model's SELECT returns over the inputs as its last run read them.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete diff sessions sessions:full   is the table what a full rebuild would give?",
      "  accrete diff sessions backup.sessions",
    })
final class DiffCommand implements Callable<Integer> {
  private static final int DEFAULT_LIMIT = 10;

  private final Workspace workspace;

  @Parameters(index = "0", paramLabel = "A", description = "A model, MODEL:full, source or table.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  private String second = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many differing rows to show from each; 10 by default.")
  private int limit = DEFAULT_LIMIT;

  DiffCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    if (limit < 0) {
      throw CommandFailure.misuse("--limit must not be negative", null);
    }
    CompiledProject project = Compilation.required(workspace);
    try (Database database = new Connector(workspace, project).openToRead();
        Session session = database.session("accrete diff", StatementListener.NONE)) {
      Relations relations = new Relations(project, session, Connector.state(project, database));
      Difference difference =
          new Comparison(session, database.dialect())
              .compare(relations.from(first), relations.from(second), limit);
      print(difference);
      return difference.equal() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private void print(Difference difference) {
    if (workspace.json()) {
      workspace.print(DifferenceReport.of(first, second, difference));
      return;
    }
    PrintStream text = workspace.text();
    if (difference.equal()) {
      String rows = Numbers.count(difference.firstCount(), "row");
      text.println("Equal: " + first + " and " + second + " hold the same " + rows + ".");
      return;
    }
    difference.columnsDiffer().forEach(sentence -> text.println(sentence + "."));
    if (difference.columnsDiffer().isEmpty()) {
      side(first, difference.onlyFirst(), difference.firstCount(), difference.firstRows());
      side(second, difference.onlySecond(), difference.secondCount(), difference.secondRows());
    }
    text.println("They differ.");
  }

  private void side(String name, long only, long count, Rows rows) {
    PrintStream text = workspace.text();
    text.println(
        "Only in "
            + name
            + ": "
            + Numbers.count(only)
            + " of "
            + Numbers.count(count, "row")
            + ".");
    if (only > 0) {
      workspace.print(RowTable.of(rows));
    }
    text.println();
  }
}
