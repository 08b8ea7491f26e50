package dev.accrete.runtime.select;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A selection that cannot be read or matches nothing: the user's mistake, to be shown in one line.
 */
public final class SelectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  SelectionException(String message) {
    this(message, null);
  }

  SelectionException(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  /** What to write instead. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
