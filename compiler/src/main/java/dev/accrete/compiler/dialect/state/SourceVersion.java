package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;

import dev.accrete.compiler.dialect.Statement;

/** The version row of a source whose changes a freeze publishes, as a model's commit would. */
final class SourceVersion {
  private final StateTables tables;
  private final String source;

  SourceVersion(StateTables tables, String source) {
    this.tables = tables;
    this.source = source;
  }

  /**
   * Moves the version by one.
   *
   * @param purpose the comment above it
   * @param strategy what the row says of how
   * @param rows SQL of how many rows readers see now
   * @param condition SQL behind the row's own, beginning with AND, or empty
   */
  Statement moved(String purpose, String strategy, String rows, String condition) {
    return new Statement(
        purpose,
        "UPDATE "
            + tables.table(MODEL_VERSION)
            + "\nSET version = "
            + Statement.VERSION
            + " + 1, strategy = "
            + tables.dialect().text(strategy)
            + ",\n  row_count = "
            + rows
            + ",\n  run_id = "
            + Statement.RUN_ID
            + ", committed_at = "
            + Statement.NOW
            + "\nWHERE "
            + tables.own()
            + " AND model = "
            + tables.dialect().text(source)
            + " AND version = "
            + Statement.VERSION
            + condition);
  }
}
