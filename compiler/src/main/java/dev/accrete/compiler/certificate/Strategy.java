package dev.accrete.compiler.certificate;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a table can be brought up to date, from the cheapest to the one that always works. */
public enum Strategy {
  APPEND,
  RECOMPUTE,
  MERGE,
  /** The nodes of the components that hold a changed edge are labelled anew. */
  COMPONENTS,
  /** The author's own incremental block: outside the law. */
  HAND_WRITTEN,
  /** The author's own time window: outside the law. */
  TIME_WINDOW,
  FULL;

  /** Whether its author alone answers for the table: nothing shows that it equals its SELECT. */
  public boolean isOutsideTheLaw() {
    return this == HAND_WRITTEN || this == TIME_WINDOW;
  }

  /** The word that people see: such as recompute or hand_written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The strategy of a word in any case; none where there is no word. */
  public static Optional<Strategy> of(@Nullable String word) {
    return Optional.ofNullable(word).map(w -> valueOf(w.toUpperCase(Locale.ROOT)));
  }
}
