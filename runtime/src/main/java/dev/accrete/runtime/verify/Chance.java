package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Seeded choices: the same seed makes the same case on every machine. */
final class Chance {
  private final Random random;

  Chance(long seed) {
    // Neighbouring seeds of Random begin alike; this spreads them.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** True that often in a hundred. */
  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** One of these. */
  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** One of these. */
  @SafeVarargs
  final <T> T pick(T first, T... others) {
    int index = random.nextInt(others.length + 1);
    return index == 0 ? first : others[index - 1];
  }

  /** The same in another order. */
  <T> List<T> shuffled(List<T> from) {
    List<T> all = new ArrayList<>(from);
    Collections.shuffle(all, random);
    return all;
  }

  /** At most that many of them, in another order. */
  <T> List<T> some(List<T> from, int most) {
    return shuffled(from).subList(0, Math.min(most, from.size()));
  }
}
