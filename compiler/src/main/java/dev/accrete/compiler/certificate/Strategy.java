package dev.accrete.compiler.certificate;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a table can be brought up to date, from the cheapest to the one that always works. */
public enum Strategy {
  APPEND,
  RECOMPUTE,
  MERGE,
  FULL;

  /** The word that people see: append, merge, recompute or full. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The strategy of a word in any case; none where there is no word. */
  public static Optional<Strategy> of(@Nullable String word) {
    return Optional.ofNullable(word).map(w -> valueOf(w.toUpperCase(Locale.ROOT)));
  }
}
