package dev.accrete.runtime.cli;

import dev.accrete.runtime.datatest.TestResult;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.report.JunitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what tests found as build servers read it. */
final class TestReports {
  private final Workspace workspace;

  TestReports(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Writes JUnit's XML. A warning passes; what was skipped is told as a failure, as nobody knows.
   */
  void junit(Path to, List<TestResult> results, List<UnitTestResult> units) throws IOException {
    double seconds =
        results.stream().mapToDouble(r -> r.time().toMillis() / 1_000.0).sum()
            + units.stream().mapToDouble(r -> r.time().toMillis() / 1_000.0).sum();
    List<JunitReport.Test> tests = new ArrayList<>();
    units.forEach(result -> tests.add(unit(result)));
    tests.addAll(
        results.stream()
            .map(
                result ->
                    result.holds()
                        ? JunitReport.Test.passed(result.test().name())
                        : new JunitReport.Test(
                            result.test().name(),
                            result.status().name().toLowerCase(java.util.Locale.ROOT)
                                + ": "
                                + result.message(),
                            result.test().select().orElse("")))
            .toList());
    Path file = workspace.shell().directory().resolve(to);
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.writeString(
        file, workspace.scrub(new JunitReport("accrete tests", seconds, tests).xml()));
  }

  private static JunitReport.Test unit(UnitTestResult result) {
    return result.holds()
        ? JunitReport.Test.passed(result.test().name())
        : new JunitReport.Test(
            result.test().name(), result.message(), String.join("\n", result.rows()));
  }
}
