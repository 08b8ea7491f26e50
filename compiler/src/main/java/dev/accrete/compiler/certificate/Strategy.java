package dev.accrete.compiler.certificate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a table can be brought up to date, from the cheapest to the one that always works. */
public enum Strategy {
  APPEND,
  MERGE,
  RECOMPUTE,
  /** The author's own incremental block: outside the law. */
  HAND_WRITTEN,
  /** The author's own time window: outside the law. */
  TIME_WINDOW,
  FULL;

  /** The strategy of a word; absent where there is none. */
  public static Optional<Strategy> of(@Nullable String word) {
    return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
  }

  /** Whether its author alone answers for the table: nothing shows that it equals its SELECT. */
  public boolean isOutsideTheLaw() {
    return this == HAND_WRITTEN || this == TIME_WINDOW;
  }

  /** The word that people see: such as recompute or hand_written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
