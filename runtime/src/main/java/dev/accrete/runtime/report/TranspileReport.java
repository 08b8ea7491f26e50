package dev.accrete.runtime.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code transpile --format json} prints.
 *
 * @param from the dialect that the file is written in
 * @param to the dialect that was asked for
 * @param sql the text in that dialect; null where there are errors, but for a script, in which a
 *     comment stands for a statement that has one
 * @param errors each with its code, place and hint, as people read them
 */
public record TranspileReport(String from, String to, @Nullable String sql, List<String> errors) {
  public TranspileReport {
    errors = List.copyOf(errors);
  }
}
