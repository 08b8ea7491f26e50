package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.Style;
import dev.accrete.runtime.datatest.TestResult;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.load.SeedResult;
import dev.accrete.runtime.report.Json;
import dev.accrete.runtime.report.RunParts;
import dev.accrete.runtime.report.RunResults;
import dev.accrete.runtime.report.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says how a run ended: a closing line, {@code target/run_results.json}, the exit code. */
final class RunReporting {
  private final Workspace workspace;
  private final String runId;
  private final Instant start;
  private Instant compiled;

  RunReporting(Workspace workspace, String runId, Instant start) {
    this.workspace = workspace;
    this.runId = runId;
    this.start = start;
    this.compiled = start;
  }

  /** The project is compiled, and the run goes on with the database. */
  void compiled() {
    compiled = workspace.shell().clock().instant();
  }

  String runId() {
    return runId;
  }

  /** A project whose own files cannot be made sense of. */
  int notLoaded(Compilation compilation, RunOptions options) throws IOException {
    write(null, List.of(), options, List.of());
    workspace.text().println("Nothing ran: " + compilation.counts() + ".");
    return ExitCode.FAILED;
  }

  /** A selection of which a part does not compile: nothing runs. */
  int broken(SelectedModels models, RunOptions options) throws IOException {
    CompiledProject project = models.project();
    String name = project.project().settings().name();
    List<RunResults.Result> results = new ArrayList<>();
    for (CompiledModel model : models.models()) {
      String status = model.result().isEmpty() ? "error" : "skipped";
      String message = message(project, model).map(workspace::scrub).orElse(null);
      results.add(RunResults.Result.notRun(name, model.name(), status, message));
    }
    write(project, results, options, List.of());
    workspace
        .text()
        .println(
            "Nothing ran: " + Numbers.count(models.broken().size(), "model") + " did not compile.");
    return ExitCode.FAILED;
  }

  private static Optional<String> message(CompiledProject project, CompiledModel model) {
    String path = model.file().file().path();
    return project.diagnostics().stream()
        .filter(Diagnostic::isError)
        .filter(d -> d.span() != null && d.span().file().path().equals(path))
        .map(DiagnosticPrinter::sentence)
        .findFirst();
  }

  /** A run that was carried out. */
  int done(
      CompiledProject project,
      RunOutcome outcome,
      List<TestResult> tests,
      List<UnitTestResult> units,
      List<SeedResult> seeds,
      RunOptions options)
      throws IOException {
    String name = project.project().settings().name();
    List<RunResults.Result> results = new ArrayList<>();
    seeds.forEach(result -> results.add(RunResults.Result.of(name, result)));
    units.forEach(result -> results.add(RunResults.Result.of(name, result)));
    outcome
        .results()
        .forEach(
            result ->
                results.add(
                    RunResults.Result.of(name, result, outcome.timings().get(result.model()))));
    tests.forEach(result -> results.add(RunResults.Result.of(name, result)));
    Instant now = workspace.shell().clock().instant();
    write(project, results, options, RunParts.of(start, compiled, outcome, now));
    if (!options.logsJson()) {
      workspace.text().println();
      workspace.text().println(closingLine(outcome));
      if (!tests.isEmpty() || !units.isEmpty()) {
        workspace.text().println(TestLines.counts(tests, units) + ".");
      }
    }
    if (workspace.interruption().requested()) {
      workspace.say(
          "interrupted: what was under way is taken back, what was committed stands; the next run"
              + " goes on from there");
      return ExitCode.INTERRUPTED;
    }
    boolean loaded = seeds.stream().noneMatch(s -> s.status() == SeedResult.Status.ERROR);
    boolean holds = TestResult.allHold(tests) && units.stream().allMatch(UnitTestResult::holds);
    return loaded && outcome.succeeded() && holds ? ExitCode.DONE : ExitCode.FAILED;
  }

  /**
   * Tests that were carried out on the tables as they stand.
   *
   * @param whole whether all could be read
   */
  void tested(
      CompiledProject project, List<TestResult> tests, List<UnitTestResult> units, boolean whole)
      throws IOException {
    String name = project.project().settings().name();
    List<RunResults.Result> results = new ArrayList<>();
    units.forEach(result -> results.add(RunResults.Result.of(name, result)));
    tests.forEach(result -> results.add(RunResults.Result.of(name, result)));
    write(report(project, results, Map.of(), List.of()));
    Style style = workspace.style();
    boolean hold = TestResult.allHold(tests) && units.stream().allMatch(UnitTestResult::holds);
    workspace.text().println();
    workspace
        .text()
        .println(
            (hold && whole ? style.good("Done") : style.bad("Failed"))
                + " in "
                + Numbers.seconds(elapsed())
                + ": "
                + TestLines.counts(tests, units)
                + (whole ? "." : "; for the errors above there may be others."));
  }

  private String closingLine(RunOutcome outcome) {
    Map<String, Integer> strategies = new TreeMap<>();
    Map<ModelResult.Status, Integer> statuses = new TreeMap<>();
    for (ModelResult result : outcome.results()) {
      statuses.merge(result.status(), 1, Integer::sum);
      if (result.succeeded()) {
        strategies.merge(result.strategy().word(), 1, Integer::sum);
      }
    }
    List<String> parts = new ArrayList<>();
    strategies.forEach(
        (word, count) -> parts.add(count + " " + (word.equals("none") ? "nothing new" : word)));
    parts.add(statuses.getOrDefault(ModelResult.Status.ERROR, 0) + " failed");
    parts.add(statuses.getOrDefault(ModelResult.Status.SKIPPED, 0) + " skipped");
    String lead =
        outcome.succeeded() ? workspace.style().good("Done") : workspace.style().bad("Failed");
    return lead
        + " in "
        + Numbers.seconds(elapsed())
        + ": "
        + Numbers.count(outcome.results().size(), "model")
        + " ("
        + String.join(", ", parts)
        + ").";
  }

  /** The results, and the timeline that shows them. */
  private void write(
      @Nullable CompiledProject project,
      List<RunResults.Result> results,
      RunOptions options,
      List<RunResults.Timing> parts)
      throws IOException {
    RunResults report = report(project, results, arguments(options), parts);
    write(report);
    workspace.targetFolder().write("timeline.svg", workspace.scrub(Timeline.of(report)));
  }

  private void write(RunResults report) throws IOException {
    workspace.targetFolder().write("run_results.json", Json.text(report));
    if (workspace.json()) {
      workspace.print(report);
    }
  }

  private RunResults report(
      @Nullable CompiledProject project,
      List<RunResults.Result> results,
      Map<String, Object> arguments,
      List<RunResults.Timing> parts) {
    return new RunResults(
        RunResults.Metadata.of(
            Version.text(),
            runId,
            start.toString(),
            project == null ? null : project.project().settings().name(),
            project == null ? null : project.target().name()),
        results,
        RunResults.seconds(elapsed()),
        arguments,
        parts);
  }

  private static Map<String, Object> arguments(RunOptions options) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("full_refresh", options.fullRefresh);
    arguments.put("fail_fast", options.failFast);
    return arguments;
  }

  private Duration elapsed() {
    return Duration.between(start, workspace.shell().clock().instant());
  }
}
