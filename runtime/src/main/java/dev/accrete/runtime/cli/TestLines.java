package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.cli.terminal.Style;
import dev.accrete.runtime.datatest.TestResult;
import dev.accrete.runtime.datatest.UnitTestResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows how data tests ended, a line each. */
final class TestLines {
  private final Workspace workspace;

  TestLines(Workspace workspace) {
    this.workspace = workspace;
  }

  void show(TestResult result) {
    workspace.text().println(line(result));
    workspace.text().flush();
  }

  /** With the rows that differ below it. */
  void show(UnitTestResult result) {
    workspace
        .text()
        .println(line(result.status(), result.test().name(), result.message(), result.time()));
    result
        .rows()
        .forEach(
            row ->
                workspace
                    .text()
                    .println("                " + SafeText.oneLine(workspace.scrub(row))));
    workspace.text().flush();
  }

  private String line(TestResult result) {
    return line(result.status(), result.test().name(), result.message(), result.time());
  }

  private String line(TestResult.Status status, String name, String message, Duration time) {
    String end =
        message.isEmpty() ? Numbers.seconds(time) : SafeText.oneLine(workspace.scrub(message));
    return "         " + status(status) + "  " + name + "  " + end;
  }

  private String status(TestResult.Status status) {
    Style style = workspace.style();
    return switch (status) {
      case PASS -> style.good("PASS ");
      case WARN -> style.warning("WARN ");
      case FAIL -> style.bad("FAIL ");
      case ERROR -> style.bad("ERROR");
      case SKIPPED -> style.faint("SKIP ");
    };
  }

  /** How many ended how, for a closing line. */
  static String counts(List<TestResult> results, List<UnitTestResult> units) {
    Map<TestResult.Status, Integer> counts = new TreeMap<>();
    results.forEach(result -> counts.merge(result.status(), 1, Integer::sum));
    units.forEach(result -> counts.merge(result.status(), 1, Integer::sum));
    int all = results.size() + units.size();
    return Numbers.count(all, "test")
        + " ("
        + counts.getOrDefault(TestResult.Status.PASS, 0)
        + " passed, "
        + counts.getOrDefault(TestResult.Status.WARN, 0)
        + " warned, "
        + (counts.getOrDefault(TestResult.Status.FAIL, 0)
            + counts.getOrDefault(TestResult.Status.ERROR, 0))
        + " failed, "
        + counts.getOrDefault(TestResult.Status.SKIPPED, 0)
        + " skipped)";
  }
}
