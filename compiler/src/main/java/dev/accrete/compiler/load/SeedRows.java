package dev.accrete.compiler.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV text, with what was in quotes told apart: comma, double quotes, any line end.
 * Empty lines are no rows, except in texts of one column and before the first row, where an empty
 * cell stands for one.
 */
final class SeedRows {
  private final String text;
  private int at;

  private SeedRows(String text) {
    this.text = text;
  }

  /**
   * A value.
   *
   * @param start its offset in the text
   * @param end the offset behind it
   */
  record Cell(String text, boolean quoted, int start, int end) {
    /** Nothing between two commas. */
    boolean isNull() {
      return text.isEmpty() && !quoted;
    }
  }

  /**
   * What a text has.
   *
   * @param broken the offset of a quote that nothing closes
   */
  record Read(List<List<Cell>> rows, Optional<Integer> broken) {
    /** Whether its first line has names. */
    boolean hasHeader() {
      return !rows.isEmpty() && (rows.get(0).size() > 1 || !rows.get(0).get(0).isNull());
    }
  }

  static Read of(String text) {
    return new SeedRows(text).read();
  }

  private Read read() {
    List<List<Cell>> rows = new ArrayList<>();
    while (at < text.length()) {
      List<Cell> row = new ArrayList<>();
      do {
        Optional<Cell> cell = cell();
        if (cell.isEmpty()) {
          return new Read(rows, Optional.of(at));
        }
        row.add(cell.get());
      } while (taken(','));
      boolean empty = row.size() == 1 && row.get(0).isNull();
      if (!empty || rows.isEmpty() || rows.get(0).size() == 1) {
        rows.add(row);
      }
      if (taken('\r')) {
        taken('\n');
      } else {
        taken('\n');
      }
    }
    return new Read(rows, Optional.empty());
  }

  private boolean taken(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private Optional<Cell> cell() {
    int start = at;
    if (!taken('"')) {
      while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return Optional.of(new Cell(text.substring(start, at), false, start, at));
    }
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        value.append(c);
      } else if (!taken('"')) {
        return closed(value, start);
      } else {
        value.append('"');
      }
    }
    at = start;
    return Optional.empty();
  }

  /** Behind its quotes there may be nothing more of a value. */
  private Optional<Cell> closed(StringBuilder value, int start) {
    boolean ends = at == text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0;
    if (!ends) {
      at = start;
    }
    return ends ? Optional.of(new Cell(value.toString(), true, start, at)) : Optional.empty();
  }
}
