package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.cli.terminal.SafeText;
import dev.accrete.runtime.cli.terminal.TextTable;
import dev.accrete.runtime.compare.AuditedTable;
import dev.accrete.runtime.compare.AuditedTable.DifferentRow;
import dev.accrete.runtime.compare.AuditedTable.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells people what an audit found. */
final class AuditStory {
  private final Workspace workspace;

  AuditStory(Workspace workspace) {
    this.workspace = workspace;
  }

  void tell(List<AuditedTable> audited) {
    audited.forEach(this::tell);
    long compared = audited.stream().filter(t -> t.status() != Status.NOT_COMPARED).count();
    long bad = audited.stream().filter(t -> !t.passes()).count();
    String tables = Numbers.count(compared, "table");
    workspace
        .text()
        .println(
            bad == 0
                ? "Audited " + tables + ": no difference."
                : "Audited " + tables + ": " + Numbers.count(bad) + " not as it should be.");
  }

  private void tell(AuditedTable table) {
    String rows = Numbers.count(table.rowCount(), "row");
    String leftOut =
        table.leftOut().isEmpty() ? "" : "; left out: " + String.join(", ", table.leftOut());
    switch (table.status()) {
      case NOT_COMPARED -> say(table, "not compared: " + table.reason());
      case BROKEN -> say(table, "broken: " + table.reason());
      case EQUAL -> say(table, "equal, " + rows + leftOut);
      case DIFFERENT -> {
        say(
            table,
            "DIFFERENT, "
                + rows
                + ": "
                + Numbers.count(table.missing())
                + " missing, "
                + Numbers.count(table.superfluous())
                + " superfluous"
                + (table.key().isEmpty()
                    ? ""
                    : ", of these "
                        + Numbers.count(table.differentKeys(), "key")
                        + " on both sides")
                + leftOut);
        show(table);
      }
    }
  }

  private void say(AuditedTable table, String what) {
    workspace.text().println(SafeText.oneLine(workspace.scrub(table.model() + ": " + what)));
  }

  /** Two lines a row that differs, one for a row that is on one side alone. */
  private void show(AuditedTable table) {
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(table.columns());
    TextTable text = new TextTable(head);
    for (DifferentRow row : table.rows()) {
      line(text, row.select() == null ? "superfluous" : "is", row.table());
      line(text, row.table() == null ? "missing" : "should be", row.select());
    }
    if (!table.rows().isEmpty()) {
      workspace.print(text);
      workspace.text().println();
    }
  }

  private static void line(TextTable text, String what, @Nullable List<@Nullable String> values) {
    if (values != null) {
      List<String> cells = new ArrayList<>(List.of(what));
      values.forEach(value -> cells.add(value == null ? "NULL" : value));
      text.row(cells);
    }
  }
}
