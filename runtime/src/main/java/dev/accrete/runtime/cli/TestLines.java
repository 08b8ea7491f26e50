package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.cli.terminal.Style;
import dev.accrete.runtime.datatest.TestResult;
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

  private String line(TestResult result) {
    String end =
        result.message().isEmpty()
            ? Numbers.seconds(result.time())
            : SafeText.oneLine(workspace.scrub(result.message()));
    return "         " + status(result.status()) + "  " + result.test().name() + "  " + end;
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
  static String counts(Iterable<TestResult> results) {
    Map<TestResult.Status, Integer> counts = new TreeMap<>();
    int all = 0;
    for (TestResult result : results) {
      counts.merge(result.status(), 1, Integer::sum);
      all++;
    }
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
