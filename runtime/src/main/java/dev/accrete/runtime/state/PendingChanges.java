package dev.accrete.runtime.state;

/**
 * What another model published that a reader has not taken in.
 *
 * @param version the other model's version, 0 where it was never built
 * @param position the version up to which the reader took it in
 * @param published how many versions after the position have rows or none, but no reset
 * @param resets how many were rebuilds
 * @param dropped the version up to which rows were dropped
 * @param rows removed and inserted rows
 * @param removed those of them that were removed
 */
public record PendingChanges(
    long version,
    long position,
    long published,
    long resets,
    long dropped,
    long rows,
    long removed) {

  /** Whether each version after the position is there, with its rows. */
  public boolean complete() {
    return published + resets == version - position && dropped <= position;
  }

  /** Whether rows were inserted and none removed. */
  public boolean insertsAlone() {
    return complete() && resets == 0 && removed == 0;
  }

  /** Whether the table moved. */
  public boolean any() {
    return version > position && (rows > 0 || resets > 0 || !complete());
  }
}
