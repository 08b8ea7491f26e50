package dev.accrete.runtime.unittest;

import java.util.List;

/** A unit test that does not pass, and why. */
final class UnitTestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean different;
  private final transient List<String> rows;

  private UnitTestException(String message, boolean different, List<String> rows) {
    super(message);
    this.different = different;
    this.rows = List.copyOf(rows);
  }

  /** It cannot be played. */
  static UnitTestException unplayable(String message) {
    return new UnitTestException(message, false, List.of());
  }

  /** The table has other rows than are expected. */
  static UnitTestException different(String message, List<String> rows) {
    return new UnitTestException(message, true, rows);
  }

  boolean isDifferent() {
    return different;
  }

  List<String> rows() {
    return rows;
  }
}
