package dev.accrete.tests.fuzz;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Makes a text smaller that a predicate holds for, by leaving out ever smaller pieces. */
final class Shrinker {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Shrinker() {}

  /** A text, no longer than the given one, that the predicate holds for as well. */
  static String smallest(String text, Predicate<String> fails) {
    String smallest = text;
    Instant end = Instant.now().plus(LONGEST);
    for (int piece = Math.max(1, text.length() / 2); piece > 0; piece /= 2) {
      int start = 0;
      while (start < smallest.length() && Instant.now().isBefore(end)) {
        int next = Math.min(smallest.length(), start + piece);
        String without = smallest.substring(0, start) + smallest.substring(next);
        if (fails.test(without)) {
          smallest = without;
        } else {
          start = next;
        }
      }
    }
    return smallest;
  }
}
