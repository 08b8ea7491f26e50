package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.TimeWindow;
import java.util.List;

/** What an increment that an author wrote does, and what it misses. */
final class AuthorNotes {
  private AuthorNotes() {}

  static List<String> of(ModelFile file, Strategy strategy) {
    return switch (strategy) {
      case HAND_WRITTEN -> handWritten(file.configuration().uniqueKey());
      case TIME_WINDOW -> timeWindow(file.configuration().incremental().timeWindow().orElseThrow());
      default -> List.of();
    };
  }

  private static List<String> handWritten(List<String> key) {
    String columns = "(`" + String.join("`, `", key) + "`)";
    return List.of(
        "A run computes the SELECT of the `[@incremental]` block, deletes the rows of the table"
            + " that have one of its "
            + columns
            + ", and inserts what it computed. A "
            + columns
            + " that comes in twice is an error.",
        "Rows of the table that the block does not return stay as they are, whatever happened to"
            + " what they were made of.",
        "A shrunk batch, a new input or a changed model rebuilds the table by the full variant.");
  }

  private static List<String> timeWindow(TimeWindow window) {
    String column = "`" + window.column() + "`";
    String start =
        "the start of the "
            + window.grain()
            + " of the greatest "
            + column
            + " in the table, less "
            + window.lookback()
            + " "
            + window.grain()
            + (window.lookback() == 1 ? "" : "s");
    return List.of(
        "A run writes the window again: the rows whose "
            + column
            + " is not less than its start ("
            + start
            + ") leave, and those that the SELECT returns for it come.",
        "Missed: what comes later than the window reaches back, and a change of a row before it.",
        "Missed: a key whose rows straddle the start of the window is computed from the part"
            + " inside alone, beside what the table has of it from before.",
        "Missed: rows without " + column + ", which only a full rebuild writes.",
        "A shrunk batch, a new input or a changed model rebuilds the whole table.");
  }
}
