package dev.accrete.compiler.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the name that a person most likely meant.
 *
 * <p>Names are compared without regard to case by the Damerau-Levenshtein distance in its
 * restricted form (optimal string alignment: a swap of two neighbours counts once). A distance of
 * more than a third of the word is no likeness.
 */
public final class Nearest {
  private static final int LONGEST = 200;

  private Nearest() {}

  /**
   * The known name closest to a wrong one, the first in order among equals; absent where none is
   * near.
   */
  public static Optional<String> to(String wrong, Collection<String> known) {
    String lower = wrong.toLowerCase(Locale.ROOT);
    String best = null;
    int limit = limit(lower.length());
    for (String name : new TreeSet<>(known)) {
      String candidate = name.toLowerCase(Locale.ROOT);
      int distance = samePart(lower, candidate) ? 0 : distance(lower, candidate, limit);
      if (distance <= limit) {
        best = name;
        limit = distance - 1;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The sentence that asks for the nearest name, or null where none is near. */
  public static @Nullable String hint(String wrong, Collection<String> known) {
    return to(wrong, known).map(name -> "did you mean " + name + "?").orElse(null);
  }

  /** The same, or where none is near the names that there are. */
  public static String hintOrAll(String wrong, Collection<String> known) {
    return to(wrong, known)
        .map(name -> "did you mean " + name + "?")
        .orElseGet(
            () ->
                (known.size() == 1 ? "there is " : "there are ")
                    + String.join(", ", new TreeSet<>(known)));
  }

  private static int limit(int length) {
    return Math.max(1, length / 3);
  }

  /**
   * Whether one is the other with a schema before it: people forget {@code atomic.} in {@code
   * atomic.events}.
   */
  private static boolean samePart(String one, String other) {
    return one.endsWith("." + other) || other.endsWith("." + one);
  }

  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit || a.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = row(a, b, i, last, before);
      before = last;
      last = row;
    }
    return last[b.length()];
  }

  private static int[] row(String a, String b, int i, int[] last, int[] before) {
    int[] row = new int[b.length() + 1];
    row[0] = i;
    for (int j = 1; j <= b.length(); j++) {
      int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
      if (i > 1
          && j > 1
          && a.charAt(i - 1) == b.charAt(j - 2)
          && a.charAt(i - 2) == b.charAt(j - 1)) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    return row;
  }
}
