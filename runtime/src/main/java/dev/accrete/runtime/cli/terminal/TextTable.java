package dev.accrete.runtime.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** A table for people: a header, a rule, and rows in columns. */
public final class TextTable {
  private static final int WIDEST_CELL = 60;

  private final List<String> header;
  private final List<Boolean> right;
  private final List<List<String>> rows = new ArrayList<>();
  private boolean wholeLast;

  /**
   * A table without rows.
   *
   * @param header the columns' titles; one that begins with {@code >} makes its column flush right
   */
  public TextTable(List<String> header) {
    this.header = header.stream().map(h -> h.startsWith(">") ? h.substring(1) : h).toList();
    this.right = header.stream().map(h -> h.startsWith(">")).toList();
  }

  /** Shows the last column whole: a sentence, say, that must not be cut. */
  public TextTable wholeLast() {
    wholeLast = true;
    return this;
  }

  /** Adds a row of as many cells as there are columns. */
  public TextTable row(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + header.size());
    }
    rows.add(cells.stream().map(SafeText::oneLine).toList());
    return this;
  }

  /** Adds a row. */
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** The lines of the table, without line ends. */
  public List<String> lines(Capabilities capabilities) {
    String mark = capabilities.unicode() ? "…" : "...";
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths, mark));
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add((capabilities.unicode() ? "─" : "-").repeat(Math.min(width, WIDEST_CELL)));
    }
    lines.add(line(rules, widths, mark));
    rows.forEach(row -> lines.add(line(row, widths, mark)));
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[header.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest = rows.stream().mapToInt(row -> SafeText.width(row.get(column))).max().orElse(0);
      widest = Math.max(SafeText.width(header.get(i)), widest);
      boolean whole = wholeLast && i == widths.length - 1;
      widths[i] = whole ? widest : Math.min(WIDEST_CELL, widest);
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths, String mark) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = SafeText.cut(cells.get(i), widths[i], mark);
      String blanks = " ".repeat(widths[i] - SafeText.width(cell));
      line.append(i == 0 ? "" : "  ").append(right.get(i) ? blanks + cell : cell + blanks);
    }
    return line.toString().stripTrailing();
  }
}
