package dev.accrete.runtime.cli;

import dev.accrete.compiler.CompiledProject;
import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.Style;
import dev.accrete.runtime.report.DemoReport;
import dev.accrete.runtime.sample.LoadReport;
import java.io.PrintStream;
import java.util.List;

/** Tells the demo to somebody who sees Accrete for the first time. */
final class DemoStory {
  private static final List<String> WHAT_TO_SEE =
      List.of(
          "The first run builds every table from all of history, with the SELECT that its author"
              + " wrote.",
          "Late events belong to sessions that were built before. Accrete finds these sessions by"
              + " their keys, however old they are; a window of the last days would miss them. A"
              + " late copy of an event may be the one to keep: then the event's row is replaced,"
              + " and what was computed from it is computed again.",
          "Some rows came under an etl_tstamp that was taken in before. A query for 'everything"
              + " after the newest stamp' would never see them. Accrete counts the rows of each"
              + " stamp, sees that one grew, and takes in its rows again.",
          "Some cookies logged in, and the login is known from another cookie: two visitors turn"
              + " out to be one. The cookie's own row goes, and the person's row takes in all its"
              + " sessions, old ones included.");

  private final Workspace workspace;
  private final PrintStream text;
  private final Style style;
  private final String folder;

  DemoStory(Workspace workspace, String folder) {
    this.workspace = workspace;
    this.text = workspace.text();
    this.style = workspace.style();
    this.folder = folder;
  }

  void begin(CompiledProject project) {
    say(
        "Accrete keeps tables up to date. Somebody writes the SELECT that builds a table from all"
            + " of history; Accrete derives the SQL that takes in what changed, and says why it is"
            + " right. Here is a project with seven such models, from web events to visitors, in "
            + folder
            + ".");
    workspace.print(DemoTables.models(project));
    text.println();
    say(
        "'recompute' means: find the keys that a change touches, compute their rows again from all"
            + " of their history, and put these in place of the old ones, in one transaction. 'merge'"
            + " adds up what changed and combines it with what is kept of each key; 'append', where"
            + " a run can, adds new rows and touches no others.");
  }

  void load(LoadReport report) {
    say(report.sentence(), true);
  }

  void result(DemoReport.Load load) {
    workspace.print(load.number() == 1 ? DemoTables.first(load) : DemoTables.later(load));
    text.println();
    say(WHAT_TO_SEE.get(Math.min(load.number(), WHAT_TO_SEE.size()) - 1));
  }

  /** Tells of one visitor by name. */
  void example(String sentence) {
    say(sentence);
  }

  void end(DemoReport report) {
    if (report.equal()) {
      text.println(
          style.good(
              "After every load every table equalled, row for row, what its SELECT returns."));
    } else {
      text.println(style.bad("A table differs from its SELECT: this is a defect of Accrete."));
    }
    say(
        "That was checked by counting each row of both, duplicates and NULLs included. 'full"
            + " rebuild' is what run --full-refresh took on a copy. With "
            + rows(report)
            + " a rebuild is quick, too: its"
            + " time grows with all of history, the other with what changed.");
    text.println("Where to look next:");
    where("accrete -p " + folder + " explain sessions", "why the derived SQL is right");
    where("accrete -p " + folder + " show visitors", "the rows");
    where(folder + "/models/", "the SELECTs");
    where(folder + "/target/compiled/", "the SQL that was derived");
    where("accrete init shop", "a project of your own");
  }

  private void where(String place, String what) {
    int width = ("accrete -p " + folder + " explain sessions").length();
    text.println("  " + place + " ".repeat(Math.max(0, width - place.length())) + "  " + what);
  }

  private static String rows(DemoReport report) {
    return Numbers.count(report.loads().stream().mapToLong(DemoReport.Load::rows).sum(), "event");
  }

  /** A paragraph, wrapped. */
  private void say(String paragraph) {
    say(paragraph, false);
  }

  private void say(String paragraph, boolean strong) {
    int width = Math.min(96, workspace.capabilities().width());
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        text.println(strong ? style.strong(line.toString()) : line);
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    text.println(strong ? style.strong(line.toString()) : line);
    text.println();
    text.flush();
  }
}
