package dev.accrete.tests.data;

/**
 * A row on its way.
 *
 * @param row the row
 * @param shift how many loads after (or, negative, before) its natural one it arrives
 */
record Arrival(DataRow row, int shift) {
  static Arrival inTime(DataRow row) {
    return new Arrival(row, 0);
  }
}
