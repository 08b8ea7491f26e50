package dev.accrete.runtime.csv;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong in a CSV file, told so that a person finds the place.
 *
 * @param file the file as it was given
 * @param line the line of the file on which the row begins, counted from 1 (the header is line 1)
 * @param column the name of the column, or null where the whole row is meant
 * @param message what was found and what was expected, without place
 */
public record CsvProblem(Path file, long line, @Nullable String column, String message) {
  /** The problem with its place: {@code events.csv:12: column etl_tstamp: …}. */
  public String text() {
    String place = file + ":" + line + ": ";
    return column == null ? place + message : place + "column " + column + ": " + message;
  }
}
