package dev.accrete.compiler.source;

import java.util.Objects;

/**
 * A stretch of a source file: the place that a diagnostic shows.
 *
 * @param file the file
 * @param start offset of the first character
 * @param end offset after the last character; equal to {@code start} for a point
 */
public record Span(SourceFile file, int start, int end) {
  public Span {
    Objects.requireNonNull(file, "file");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + " to " + end);
    }
  }

  /** The line of the first character, counted from 1. */
  public int line() {
    return file.line(start);
  }

  /** The column of the first character, counted from 1. */
  public int column() {
    return file.column(start);
  }

  /** The file's path, line and column, as {@code path:line:column}. */
  public String location() {
    return file.path() + ":" + line() + ":" + column();
  }
}
