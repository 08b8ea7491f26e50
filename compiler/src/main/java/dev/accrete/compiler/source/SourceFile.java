package dev.accrete.compiler.source;

import java.util.Objects;

/**
 * A text that a person wrote, with the path by which they know it.
 *
 * @param path the path relative to the project, with {@code /} between its parts
 * @param text the whole text as read, line ends included
 */
public record SourceFile(String path, String text) {
  public SourceFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(text, "text");
  }

  /** The line of an offset, counted from 1. Offsets past the end count as the end. */
  public int line(int offset) {
    int end = Math.min(offset, text.length());
    int line = 1;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** The column of an offset in its line, counted from 1 in UTF-16 units. */
  public int column(int offset) {
    int end = Math.min(offset, text.length());
    return end - lineStart(end) + 1;
  }

  /** The text of the line that holds an offset, without its line end. */
  public String lineText(int offset) {
    int start = lineStart(Math.min(offset, text.length()));
    int end = text.indexOf('\n', start);
    String line = end < 0 ? text.substring(start) : text.substring(start, end);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** The offset of a line and column, both counted from 1; clamped to the text. */
  public int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int next = text.indexOf('\n', start);
      if (next < 0) {
        return text.length();
      }
      start = next + 1;
    }
    return Math.min(start + Math.max(column, 1) - 1, text.length());
  }

  private int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }
}
