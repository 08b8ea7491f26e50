package dev.accrete.runtime.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows: as much of one as live output needs, and nothing else may be sent. */
public final class Screen {
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([?0-9]*)([A-Za-z])");

  private final int columns;
  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private boolean wraps = true;
  private int row;
  private int column;

  /** An empty one of so many columns. */
  public Screen(int columns) {
    this.columns = columns;
  }

  /** Takes what a program sends. */
  public Screen send(String text) {
    Matcher sequence = SEQUENCE.matcher(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u001b') {
        if (!sequence.find(i) || sequence.start() != i) {
          throw new IllegalArgumentException("an unknown sequence at " + i);
        }
        control(sequence.group(1), sequence.group(2));
        i = sequence.end() - 1;
      } else if (c == '\n') {
        down();
        column = 0;
      } else if (c == '\r') {
        column = 0;
      } else {
        put(c);
      }
    }
    return this;
  }

  private void control(String number, String letter) {
    switch (letter + (letter.equals("A") ? "" : number)) {
      case "A" -> row = Math.max(0, row - Integer.parseInt(number));
      case "K" -> lines.get(row).setLength(Math.min(column, lines.get(row).length()));
      case "J" -> {
        control("", "K");
        lines.subList(row + 1, lines.size()).clear();
      }
      case "l?7" -> wraps = false;
      case "h?7" -> wraps = true;
      default -> {
        if (!letter.equals("m")) {
          throw new IllegalArgumentException("an unknown sequence " + number + letter);
        }
      }
    }
  }

  private void put(char c) {
    if (column == columns && wraps) {
      down();
      column = 0;
    }
    column = Math.min(column, columns - 1);
    StringBuilder line = lines.get(row);
    line.append(" ".repeat(Math.max(0, column + 1 - line.length())));
    line.setCharAt(column, c);
    column++;
  }

  private void down() {
    row++;
    if (row == lines.size()) {
      lines.add(new StringBuilder());
    }
  }

  /** Its lines, without blanks at their ends. */
  public List<String> lines() {
    return lines.stream().map(line -> line.toString().stripTrailing()).toList();
  }

  /** Whether it wraps, as programs must leave it. */
  public boolean wraps() {
    return wraps;
  }
}
