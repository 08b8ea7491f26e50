package dev.accrete.tests.engines;

import java.util.List;
import java.util.Random;

/** Chooses at random. */
record Dice(Random random) {
  /** A number from 0 on. */
  int below(int count) {
    return random.nextInt(count);
  }

  boolean oneIn(int count) {
    return below(count) == 0;
  }

  <T> T any(List<T> all) {
    return all.get(below(all.size()));
  }

  String either(String... all) {
    return all[below(all.length)];
  }
}
