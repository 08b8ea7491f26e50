package dev.accrete.runtime.csv;

import org.jspecify.annotations.Nullable;

/** Reads the text of one SQL type. */
interface ValueReader {
  /** The value, or null where the text is not one of this type. */
  @Nullable Object read(String text);

  /** What a text of this type looks like, to follow "expected". */
  String expected();

  /** A reader of a method and a description. */
  static ValueReader of(String expected, Reading reading) {
    return new ValueReader() {
      @Override
      public @Nullable Object read(String text) {
        return reading.read(text);
      }

      @Override
      public String expected() {
        return expected;
      }
    };
  }

  /** The reading part alone. */
  @FunctionalInterface
  interface Reading {
    @Nullable Object read(String text);
  }
}
