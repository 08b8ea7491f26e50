package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Capabilities;
import dev.accrete.runtime.cli.terminal.LiveBlock;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.cli.terminal.Style;
import dev.accrete.runtime.datatest.TestResult;
import dev.accrete.runtime.datatest.UnitTestResult;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.io.PrintStream;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Shows how a run goes on: one line a model, as dbt has it, with strategy and keys. On a terminal
 * the models at work have lines too, which change while they are, and which their results replace.
 */
final class Progress implements RunLog {
  /** What a line has beside the name and its place: status, strategy, keys and rows, time. */
  private static final int WIDTH_BESIDE_NAMES = 9 + 14 + 24 + 8;

  private static final int LEAST_NAME_WIDTH = 16;

  private final TestLines tests;
  private final PrintStream text;
  private final Style style;
  private final int models;
  private final int nameWidth;
  private final int width;
  private final String mark;
  private final Interruption interruption;
  private final Set<String> shown = new HashSet<>();
  private final ModelsAtWork atWork;
  private final Optional<LiveBlock> live;
  private final Optional<Ticker> ticker;
  private int done;
  private boolean closed;

  Progress(Workspace workspace, int models, int nameWidth) {
    this.tests = new TestLines(workspace);
    this.text = workspace.text();
    this.style = workspace.style();
    this.models = models;
    this.nameWidth = nameWidth;
    this.interruption = workspace.interruption();
    Clock clock = workspace.shell().clock();
    this.atWork = new ModelsAtWork(clock);
    Capabilities capabilities = workspace.capabilities();
    this.width = capabilities.width();
    this.mark = capabilities.unicode() ? "…" : "...";
    this.live =
        capabilities.live() ? Optional.of(new LiveBlock(text, capabilities)) : Optional.empty();
    this.ticker = live.map(block -> new Ticker(this::tick));
  }

  @Override
  public synchronized void modelStarted(String model) {
    atWork.started(model);
    ticker.ifPresent(Ticker::start);
    tick();
  }

  @Override
  public synchronized void modelDecided(String model, RunStrategy strategy, long rowsPending) {
    atWork.decided(model, strategy, rowsPending);
    tick();
  }

  @Override
  public synchronized void keysTouched(String model, long keys) {
    atWork.touched(model, keys);
    tick();
  }

  private synchronized void tick() {
    live.ifPresent(block -> block.show(lines()));
  }

  /** None once the run is to end: others speak then. */
  private List<String> lines() {
    return closed || interruption.requested()
        ? List.of()
        : atWork.lines(
            (i, model) -> position(done + i + 1) + "  RUN    " + shortened(model, liveNameWidth()));
  }

  /** On a narrow terminal a long name is cut, so that what changes can be seen. */
  private int liveNameWidth() {
    int left = width - 1 - position(models).length() - WIDTH_BESIDE_NAMES;
    return Math.min(nameWidth, Math.max(LEAST_NAME_WIDTH, left));
  }

  private String shortened(String model, int columns) {
    return SafeText.padded(SafeText.cut(model, columns, mark), columns);
  }

  @Override
  public synchronized void modelFinished(ModelResult result) {
    done++;
    shown.add(result.model());
    atWork.ended(result.model());
    String line = line(result);
    if (live.isPresent()) {
      live.get().above(line, lines());
    } else {
      text.println(line);
    }
    text.flush();
  }

  @Override
  public synchronized void testFinished(TestResult result) {
    live.ifPresent(LiveBlock::clear);
    tests.show(result);
    tick();
  }

  @Override
  public synchronized void unitTestFinished(UnitTestResult result) {
    live.ifPresent(LiveBlock::clear);
    tests.show(result);
    tick();
  }

  @Override
  public void ended(RunOutcome outcome) {
    close();
    outcome.results().stream()
        .filter(result -> result.status() == ModelResult.Status.SKIPPED)
        .filter(result -> !shown.contains(result.model()))
        .forEach(this::modelFinished);
  }

  @Override
  public void close() {
    ticker.ifPresent(Ticker::stop);
    synchronized (this) {
      closed = true;
      live.ifPresent(LiveBlock::clear);
    }
  }

  private String line(ModelResult result) {
    String start =
        position(done) + "  " + status(result) + "  " + SafeText.padded(result.model(), nameWidth);
    if (result.status() == ModelResult.Status.SKIPPED) {
      String why = result.message().isEmpty() ? "a model that it reads failed" : result.message();
      return start + "  " + why;
    }
    if (result.status() == ModelResult.Status.ERROR) {
      return start + "  " + SafeText.oneLine(result.message());
    }
    return start
        + "  "
        + SafeText.padded(result.strategy().word(), 12)
        + "  "
        + SafeText.padded(work(result), 34)
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
}
