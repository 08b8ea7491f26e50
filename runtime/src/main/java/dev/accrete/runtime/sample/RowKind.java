package dev.accrete.runtime.sample;

/** Why a row is in its load. */
public enum RowKind {
  /** An event that came when it happened. */
  NEW,
  /** The first event with a user id on a cookie, of a user whom another cookie showed before. */
  IDENTIFYING,
  /** An event that was sent in a later load than it happened in. */
  LATE,
  /** An event that came in the load after the one its stamp belongs to. */
  HELD_BACK,
  /** A copy with the same payload. */
  REPEATED,
  /** A copy with another payload, which loses against the row kept so far. */
  LOSING_COPY,
  /**
   * A copy with another payload in a later load than the first, which wins by collector_tstamp or,
   * where that is equal, by etl_tstamp.
   */
  WINNING_COPY;

  /** Whether the row has the event id of another. */
  public boolean isCopy() {
    return this == REPEATED || this == LOSING_COPY || this == WINNING_COPY;
  }
}
