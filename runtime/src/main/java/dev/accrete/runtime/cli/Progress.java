package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Capabilities;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.cli.terminal.Style;
import dev.accrete.runtime.datatest.TestResult;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Shows how a run goes on: one line a model, as dbt has it, with strategy and keys. On a terminal
 * the models at work have a line too, which a result then replaces.
 */
final class Progress implements RunLog {
  private final TestLines tests;
  private final PrintStream text;
  private final Capabilities capabilities;
  private final Style style;
  private final int models;
  private final int nameWidth;
  private final Set<String> shown = new HashSet<>();
  private final Set<String> atWork = new LinkedHashSet<>();
  private int done;

  Progress(Workspace workspace, int models, int nameWidth) {
    this.tests = new TestLines(workspace);
    this.text = workspace.text();
    this.capabilities = workspace.capabilities();
    this.style = workspace.style();
    this.models = models;
    this.nameWidth = nameWidth;
  }

  @Override
  public void modelStarted(String model) {
    atWork.add(model);
    showAtWork();
  }

  private void showAtWork() {
    if (capabilities.live() && !atWork.isEmpty()) {
      text.print("\r\u001b[2K");
      text.print(style.faint(position(done + 1) + "  RUN    " + String.join(", ", atWork)));
      text.flush();
    }
  }

  @Override
  public void modelFinished(ModelResult result) {
    if (capabilities.live()) {
      text.print("\r\u001b[2K");
    }
    done++;
    shown.add(result.model());
    text.println(line(result));
    text.flush();
    atWork.remove(result.model());
    showAtWork();
  }

  @Override
  public void testFinished(TestResult result) {
    tests.show(result);
  }

  @Override
  public void unitTestFinished(UnitTestResult result) {
    tests.show(result);
  }

  @Override
  public void ended(RunOutcome outcome) {
    outcome.results().stream()
        .filter(result -> result.status() == ModelResult.Status.SKIPPED)
        .filter(result -> !shown.contains(result.model()))
        .forEach(this::modelFinished);
  }

  private String line(ModelResult result) {
    String start =
        position(done) + "  " + status(result) + "  " + padded(result.model(), nameWidth);
    if (result.status() == ModelResult.Status.SKIPPED) {
      String why = result.message().isEmpty() ? "a model that it reads failed" : result.message();
      return start + "  " + why;
    }
    if (result.status() == ModelResult.Status.ERROR) {
      return start + "  " + SafeText.oneLine(result.message());
    }
    return start
        + "  "
        + padded(result.strategy().word(), 12)
        + "  "
        + padded(work(result), 34)
        + "  "
        + Numbers.seconds(result.time())
        + reason(result);
  }

  /** Keys touched, and what the commit did to the table. */
  static String work(ModelResult result) {
    Long keys = result.keysTouched();
    String touched = keys == null ? "" : Numbers.count(keys, "key") + ", ";
    boolean nothing = result.rowsDeleted() == 0 && result.rowsInserted() == 0 && keys == null;
    return nothing
        ? ""
        : touched
            + "-"
            + Numbers.count(result.rowsDeleted())
            + " +"
            + Numbers.count(result.rowsInserted())
            + " rows";
  }

  private String reason(ModelResult result) {
    String warning = result.message().isEmpty() ? "" : ": " + result.message();
    String why = SafeText.oneLine(result.reason() + warning);
    return why.isEmpty() ? "" : "  " + style.faint(why);
  }

  private String status(ModelResult result) {
    return switch (result.status()) {
      case SUCCESS -> style.good("OK   ");
      case ERROR -> style.bad("ERROR");
      case SKIPPED -> style.warning("SKIP ");
    };
  }

  private String position(int number) {
    int width = Integer.toString(models).length();
    return String.format(Locale.ROOT, "%" + width + "d of %d", number, models);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
