package dev.accrete.runtime.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accrete build}: brings models up to date and tests each before its commit. */
@Command(
    name = "build",
    description = {
      "Brings every selected model up to date, as accrete run does, and tests each before its"
          + " commit: where a test fails, the table stays as it was, and the models that read it do"
          + " not run.",
      "Tests of sources go first; one that fails keeps the readers of its source from running.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete build                    all models and tests",
      "  accrete build -s sessions+       one model, its readers, and the tests about them",
    })
final class BuildCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also writes the tests' results as JUnit's XML, for build servers.")
  private @Nullable Path junit;

  BuildCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    options.check();
    return new ProjectRun(workspace, selection, options).tested(junit).call();
  }
}
