package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.CompiledTest;
import dev.accrete.compiler.load.UnitTest;
import dev.accrete.runtime.datatest.DataTests;
import dev.accrete.runtime.datatest.TestResult;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.unittest.UnitTests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code accrete test}: carries out the data tests on the tables as they stand. */
@Command(
    name = "test",
    description = {
      "Plays the unit tests of the selected models, each in full and incrementally, in memory.",
      "Carries out the data tests of the selected models and sources on the tables as they stand:"
          + " unique, not_null, accepted_values and relationships of YAML, the claims of unique_key"
          + " and of sources' nullable: false, and each SELECT of tests/, which finds the rows that"
          + " should not be there. Exit code 1 if one fails, or cannot be read.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  accrete test                     all tests",
      "  accrete test -s sessions         those about one model",
      "  accrete test -s unique_sessions_session_id",
    })
final class TestCommand implements Callable<Integer> {
  private final Workspace workspace;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also writes the result as JUnit's XML, for build servers.")
  private @Nullable Path junit;

  TestCommand(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Integer call() throws IOException {
    Instant start = workspace.shell().clock().instant();
    RunReporting reporting = new RunReporting(workspace, UUID.randomUUID().toString(), start);
    Compilation compilation = Compilation.of(workspace);
    CompiledProject project = compilation.requiredShown(workspace);
    boolean whole = !compilation.hasErrors(selection.given(project));
    List<UnitTestResult> units = units(project);
    List<CompiledTest> tests = TestSelection.of(project, selection, workspace);
    // Unit tests need no connection.
    List<TestResult> results;
    try {
      results =
          tests.isEmpty() && !units.isEmpty() ? List.of() : run(project, tests, reporting.runId());
    } catch (CommandFailure e) {
      // There is no database yet: what was played without one is kept.
      if (!units.isEmpty()) {
        reporting.tested(project, List.of(), units, whole);
      }
      throw e;
    }
    reporting.tested(project, results, units, whole);
    if (junit != null) {
      new TestReports(workspace).junit(junit, results, units);
    }
    return whole && TestResult.allHold(results) && units.stream().allMatch(UnitTestResult::holds)
        ? ExitCode.DONE
        : ExitCode.FAILED;
  }

  private List<UnitTestResult> units(CompiledProject project) {
    TestLines lines = new TestLines(workspace);
    UnitTests player =
        new UnitTests(project, workspace.compileOptions(), workspace.shell().clock());
    List<UnitTestResult> results = new ArrayList<>();
    for (UnitTest test : TestSelection.units(project, selection, workspace)) {
      UnitTestResult result = player.run(test);
      lines.show(result);
      results.add(result);
    }
    return results;
  }

  private List<TestResult> run(CompiledProject project, List<CompiledTest> tests, String runId) {
    TestLines lines = new TestLines(workspace);
    try (Database database = new Connector(workspace, project).openToRead();
        Session session = database.session("accrete test " + runId, StatementListener.NONE)) {
      DataTests all =
          new DataTests(
              tests,
              List.of(),
              Connector.state(project, database),
              workspace.shell().clock(),
              line -> workspace.say("warning: " + line));
      all.first(session, lines::show);
      return all.results();
    }
  }
}
