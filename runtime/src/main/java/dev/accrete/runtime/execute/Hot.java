package dev.accrete.runtime.execute;

/** When groups are hot, so that a merge pays. */
final class Hot {
  /**
   * The least number of rows in a group, on average, from which on a merge is taken: below, it is
   * cheaper to compute the touched groups again. Measured on DuckDB; see docs/strategies.md.
   */
  static final long LEAST_ROWS = 1_000;

  private Hot() {}
}
