package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.load.LoadOutcome;
import dev.accrete.runtime.report.LoadResult;
import dev.accrete.runtime.report.SourceRelations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accrete load}: appends files to a source. */
@Command(
    name = "load",
    description = {
      "Appends CSV files to a source's table, which is created where it is absent. All or nothing.",
      "Columns go by the header's names. An empty field is NULL, a quoted empty one is empty text.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete load atomic.events events.csv",
      "  accrete load atomic.events march/*.csv --ignore-extra",
      "  accrete load crm.accounts accounts.csv --replace",
    })
final class LoadCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "A source, such as atomic.events.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files with a header.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--ignore-extra",
      description = "Leaves columns out that the source does not declare; else they are an error.")
  private boolean ignoreExtra;

  @Option(
      names = "--replace",
      description = "Puts the rows in the place of all that a snapshot source has.")
  private boolean replace;

  LoadCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    CompiledProject project = Compilation.required(workspace);
    SourceDeclaration source =
        Relations.source(project, name)
            .orElseThrow(
                () ->
                    CommandFailure.misuse(
                        "no source " + name,
                        Nearest.hint(
                            name,
                            project.project().sources().stream().map(s -> s.name()).toList())));
    if (source.seed().isPresent()) {
      throw CommandFailure.misuse(name + " is a seed", "accrete seed loads " + source.seed().get());
    }
    if (replace && source.changes() != SourceDeclaration.ChangeKind.SNAPSHOT) {
      throw CommandFailure.misuse(
          "--replace is for sources with changes: snapshot, and " + name + " is none", null);
    }
    List<Path> paths = files.stream().map(workspace::resolve).toList();
    for (int i = 0; i < paths.size(); i++) {
      if (!Files.isRegularFile(paths.get(i))) {
        throw CommandFailure.failed("no file " + files.get(i), null);
      }
    }
    LoadOutcome outcome = new Loading(workspace, project).load(source, paths, ignoreExtra, replace);
    report(project, source, outcome);
    return outcome.succeeded() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void report(CompiledProject project, SourceDeclaration source, LoadOutcome outcome) {
    String relation =
        SourceRelations.landing(project, source)
            .orElseGet(() -> SourceRelations.of(project, source))
            .plain();
    outcome.problems().forEach(workspace::say);
    if (outcome.moreProblems() > 0) {
      workspace.say("and " + Numbers.count(outcome.moreProblems(), "further problem"));
    }
    workspace.text().println(outcome.succeeded() ? done(relation, outcome) : "Nothing was loaded.");
    if (workspace.json()) {
      workspace.print(
          new LoadResult(
              name,
              relation,
              files.stream().map(Path::toString).toList(),
              outcome.rows(),
              outcome.stamps(),
              outcome.reopened(),
              outcome.problems()));
    }
  }

  private static String done(String relation, LoadOutcome outcome) {
    String reopened =
        outcome.reopened() == 0
            ? ""
            : " "
                + batches(outcome.reopened())
                + " of them had rows before and grew; the next run takes them in again.";
    String batches = outcome.stamps() == 0 ? "" : " in " + batches(outcome.stamps());
    return "Loaded "
        + Numbers.count(outcome.rows(), "row")
        + batches
        + " into "
        + relation
        + "."
        + reopened;
  }

  private static String batches(long number) {
    return Numbers.count(number) + (number == 1 ? " batch" : " batches");
  }
}
