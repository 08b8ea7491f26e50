package dev.accrete.compiler.load;

import java.util.Optional;

/**
 * The characters that no project file may hold: NUL, lone halves of surrogate pairs, and Unicode's
 * noncharacters and the two shifts, which mark places in texts of our own.
 */
public final class Characters {
  private static final char SHIFT_OUT = 0x0E;
  private static final char SHIFT_IN = 0x0F;

  private Characters() {}

  /** A forbidden character: where it stands, and its name such as {@code U+0000}. */
  public record Found(int offset, String name) {}

  /** The first forbidden character of a text, if there is one. */
  public static Optional<Found> forbidden(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (isForbidden(c)) {
        return Optional.of(new Found(i, String.format(java.util.Locale.ROOT, "U+%04X", (int) c)));
      }
    }
    return Optional.empty();
  }

  private static boolean isForbidden(char c) {
    return c == 0
        || c == SHIFT_OUT
        || c == SHIFT_IN
        || Character.isSurrogate(c)
        || c >= 0xFDD0 && c <= 0xFDEF
        || c >= 0xFFFE;
  }
}
