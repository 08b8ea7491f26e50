package dev.accrete.runtime.verify;

/**
 * A source's table.
 *
 * @param played as cases have it: where they are played, in that engine's types
 * @param there as the target has it, with the same columns
 */
record RealTable(DataTable played, DataTable there) {
  String name() {
    return played.name();
  }

  /** The table in FROM of a query to the target. */
  String sql() {
    return there.sql();
  }
}
