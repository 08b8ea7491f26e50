package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.report.ExplainReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code accrete explain}: why the incremental SQL of a model is right. */
@Command(
    name = "explain",
    description = "Tells how a model is kept up to date and why that is right, with both scripts.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete explain sessions",
      "  accrete explain sessions --format json   the same as data",
    })
final class ExplainCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Parameters(paramLabel = "MODEL", description = "The model's name.")
  private String model = "";

  ExplainCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() {
    CompiledProject project = Compilation.of(workspace).requiredFor(model, workspace);
    CompiledModel compiled = Compilation.model(project, model);
    CompiledModel.Result result = compiled.result().orElseThrow();
    if (workspace.json()) {
      workspace.print(ExplainReport.of(project.project().settings().name(), model, result));
    } else {
      workspace.text().print(result.explanation());
    }
    return ExitCode.DONE;
  }
}
