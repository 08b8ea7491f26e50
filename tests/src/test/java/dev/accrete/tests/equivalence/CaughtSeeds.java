package dev.accrete.tests.equivalence;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** By which case each mutant was caught when somebody last looked from the first case on. */
final class CaughtSeeds {
  private static final String PLACE = "tests/src/test/resources/equivalence/caught.txt";

  private final Map<String, Integer> seeds;

  private CaughtSeeds(Map<String, Integer> seeds) {
    this.seeds = seeds;
  }

  static CaughtSeeds read() {
    Map<String, Integer> seeds = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(place())) {
        int equals = line.lastIndexOf('=');
        seeds.put(line.substring(0, equals), Integer.parseInt(line.substring(equals + 1)));
      }
    } catch (IOException e) {
      throw new AssertionError("cannot read " + PLACE, e);
    }
    return new CaughtSeeds(seeds);
  }

  private static Path place() {
    return Repository.root().resolve(PLACE);
  }

  boolean knows(String mutant) {
    return seeds.containsKey(mutant);
  }

  /** The case that caught a mutant; the first one where nobody looked yet. */
  int of(String mutant) {
    return seeds.getOrDefault(mutant, 1);
  }

  void note(String mutant, int seed) {
    seeds.put(mutant, seed);
  }

  void write() throws IOException {
    StringBuilder text = new StringBuilder();
    seeds.forEach((mutant, seed) -> text.append(mutant).append('=').append(seed).append('\n'));
    Files.writeString(place(), text.toString());
  }
}
