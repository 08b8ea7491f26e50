package dev.accrete.runtime.sample;

/** What a load brings beside new events. */
public enum HardCase {
  /** Events of earlier sessions that were sent late: their stamps are this load's. */
  LATE,
  /** Copies of events that were loaded before, also such as win over the row kept so far. */
  DUPLICATED,
  /** Events with stamps of the load before: batches that were taken in grow. */
  GROWN_STAMP,
  /** Cookies that log in as a user whom another cookie showed before. */
  IDENTIFIED
}
