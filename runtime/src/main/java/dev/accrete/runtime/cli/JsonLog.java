package dev.accrete.runtime.cli;

import dev.accrete.runtime.datatest.TestResult;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.report.Json;
import dev.accrete.runtime.report.RunResults;
import java.io.PrintStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How a run goes on, for programs: a JSON object in each line of standard error, as {@code
 * docs/json.md} has them.
 */
final class JsonLog implements RunLog {
  private final Workspace workspace;
  private final PrintStream log;
  private final Clock clock;
  private final String runId;
  private final Set<String> begun = new HashSet<>();

  JsonLog(Workspace workspace, String runId) {
    this.workspace = workspace;
    this.log = workspace.shell().err();
    this.clock = workspace.shell().clock();
    this.runId = runId;
  }

  @Override
  public void modelStarted(String model) {
    begun.add(model);
    write("model_started", Map.of("model", model));
  }

  @Override
  public void modelFinished(ModelResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", result.model());
    fields.put("status", word(result.status()));
    fields.put("strategy", result.strategy().word());
    fields.put("reason", result.reason());
    fields.put("keys_touched", result.keysTouched());
    fields.put("rows_pending", result.rowsPending());
    fields.put("rows_deleted", result.rowsDeleted());
    fields.put("rows_inserted", result.rowsInserted());
    fields.put("seconds", RunResults.seconds(result.time()));
    fields.put("message", workspace.scrub(result.message()));
    write("model_finished", fields);
  }

  @Override
  public void testFinished(TestResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("test", result.test().name());
    fields.put("status", word(result.status()));
    fields.put("failures", result.failures());
    fields.put("seconds", RunResults.seconds(result.time()));
    fields.put("message", workspace.scrub(result.message()));
    write("test_finished", fields);
  }

  @Override
  public void unitTestFinished(UnitTestResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("test", result.test().name());
    fields.put("status", word(result.status()));
    fields.put("failures", result.rows().size());
    fields.put("seconds", RunResults.seconds(result.time()));
    fields.put("message", workspace.scrub(result.message()));
    write("test_finished", fields);
  }

  @Override
  public void ended(RunOutcome outcome) {
    outcome.results().stream()
        .filter(result -> result.status() == ModelResult.Status.SKIPPED)
        .filter(result -> !begun.contains(result.model()))
        .forEach(this::modelFinished);
    write("run_finished", Map.of("succeeded", outcome.succeeded()));
  }

  private void write(String event, Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", clock.instant().toString());
    line.put("run_id", runId);
    line.put("event", event);
    line.putAll(fields);
    log.println(Json.line(line));
  }

  private static String word(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
