package dev.accrete.runtime.sample;

import java.util.Arrays;

/** How many rows of each kind a load brought. Not thread-safe. */
public final class LoadCounts {
  private final long[] rows = new long[RowKind.values().length];

  void add(RowKind kind) {
    rows[kind.ordinal()]++;
  }

  /** Rows of a kind. */
  public long of(RowKind kind) {
    return rows[kind.ordinal()];
  }

  /** All rows. */
  public long total() {
    return Arrays.stream(rows).sum();
  }
}
