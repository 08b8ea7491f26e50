package dev.accrete.runtime.execute;

/** When groups are hot, so that a merge pays. */
final class Hot {
  /**
   * The least number of rows in a group, on average, from which on a merge is taken: below, it is
   * cheaper to compute the touched groups again. In docs/benchmarks-strategies.md both cost the
   * same with 2,000 rows in a group, and with 20,000 a merge costs less than half.
   */
  static final long LEAST_ROWS = 1_000;

  private Hot() {}
}
