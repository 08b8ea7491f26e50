package dev.accrete.runtime.cli;

import dev.accrete.runtime.cli.terminal.Numbers;
import dev.accrete.runtime.report.SyncReport.Added;
import dev.accrete.runtime.report.SyncReport.Differing;
import dev.accrete.runtime.report.SyncReport.Entry;
import java.util.ArrayList;
import java.util.List;

/** What {@code source sync} did to one source, told to people. */
record SyncStory(Entry entry, boolean dryRun) {
  private static final int SHOWN = 8;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(entry.name() + ": " + first());
    for (Differing column : entry.differing()) {
      lines.add("  " + differing(column));
    }
    for (String column : entry.gone()) {
      lines.add("  " + column + " is declared, and " + entry.relation() + " has no such column");
    }
    if (entry.message() != null && !entry.status().equals("error")) {
      lines.add("  " + entry.message());
    }
    return lines;
  }

  private String first() {
    if (entry.status().equals("error")) {
      String missing = entry.added().isEmpty() ? "" : "; to declare: " + added();
      return entry.message() + missing;
    }
    if (entry.status().equals("unchanged")) {
      return "nothing to add";
    }
    String would = dryRun ? "would be " : "";
    if (entry.status().equals("declared")) {
      return would
          + "declared in "
          + entry.path()
          + " with "
          + Numbers.count(entry.added().size(), "column")
          + "; comments there say what you have to decide";
    }
    return entry.added().isEmpty()
        ? would + "changed in " + entry.path()
        : Numbers.count(entry.added().size(), "column")
            + " "
            + would
            + "added in "
            + entry.path()
            + ": "
            + added();
  }

  private String added() {
    List<String> names =
        new ArrayList<>(
            entry.added().stream().limit(SHOWN).map(c -> c.name() + " " + typed(c)).toList());
    if (entry.added().size() > SHOWN) {
      names.add((entry.added().size() - SHOWN) + " more");
    }
    return String.join(", ", names);
  }

  private static String typed(Added column) {
    return column.type() + (column.nullable() ? "" : " not null");
  }

  private String differing(Differing column) {
    String found = column.type() + (column.nullable() ? "" : ", never NULL,");
    String now = dryRun ? "would be declared so" : "declared so now";
    return column.name()
        + " is declared as "
        + column.declared()
        + ", and is "
        + found
        + " in "
        + entry.relation()
        + (column.overwritten() ? "; " + now : "; --overwrite takes that over");
  }
}
