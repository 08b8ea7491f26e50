package dev.accrete.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Damaged SQL, YAML and templates, in whole projects: the compiler takes them, or says where they
 * are wrong; it never throws, and never hangs.
 *
 * <p>The build tries ten thousand. {@code -Daccrete.inputs=N} tries N others and goes on where the
 * last such run stopped; {@code -Daccrete.inputs.seed=S} begins at a seed.
 */
class MutatedInputsTest {
  private static final int CASES = 10_000;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int MOST_FAILURES = 10;

  /** In twenty: one each of the two kinds that take long, the others of the quick one. */
  private static final int KINDS = 20;

  private final List<Seed> projects = Seeds.projects();
  private final List<Seed> queries = Seeds.queries();
  private final List<Seed> snippets = Seeds.snippets();
  private final List<Seed> all =
      Stream.of(projects, queries, snippets).flatMap(List::stream).toList();
  private final Map<String, String> failures = new TreeMap<>();

  @Test
  void saysWhatIsWrong() {
    play(1, CASES);
  }

  @Test
  void goesOnWithAsManyAsTold() throws IOException {
    int cases = Integer.getInteger("accrete.inputs", 0);
    assumeTrue(cases > 0, "-Daccrete.inputs says how many");
    Path file = Repository.root().resolve("tests/target/inputs.next");
    long next = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : CASES + 1;
    long first = Long.getLong("accrete.inputs.seed", next);
    for (long seed = first; seed < first + cases; seed += CASES) {
      long number = Math.min(CASES, first + cases - seed);
      play(seed, number);
      Files.writeString(file, seed + number + "\n");
    }
  }

  private void play(long first, long number) {
    long start = System.nanoTime();
    try (Probe probe = new Probe(LIMIT)) {
      for (long seed = first; seed < first + number && failures.size() < MOST_FAILURES; seed++) {
        play(probe, seed);
      }
    }
    System.out.printf(
        "%,d damaged inputs, next seed %d, in %d s%n",
        number, first + number, Duration.ofNanos(System.nanoTime() - start).toSeconds());
    assertThat(failures.values()).isEmpty();
  }

  private void play(Probe probe, long number) {
    Random random = new Random(number * 0x9E3779B97F4A7C15L);
    int choice = random.nextInt(KINDS);
    List<Seed> kind = choice == 0 ? projects : choice == 1 ? queries : snippets;
    Seed seed = kind.get(random.nextInt(kind.size()));
    String text = new Mutator(random, all).mutated(seed);
    Optional<String> fault = probe.fault(seed.with(text));
    if (fault.isPresent() && !failures.containsKey(kind(fault.get()))) {
      System.out.printf("seed %d, %s: %s%n", number, seed, fault.get());
      String smallest =
          Shrinker.smallest(
              text,
              t ->
                  probe
                      .fault(seed.with(t))
                      .map(f -> kind(f).equals(kind(fault.get())))
                      .orElse(false));
      String story = "seed %d, %s: %s%n%s".formatted(number, seed, fault.get(), shown(smallest));
      System.out.println(story);
      failures.put(kind(fault.get()), story);
    }
  }

  /** What two faults of one reason have in common. */
  private static String kind(String fault) {
    return fault.replaceAll("[0-9]+|'[^']*'|models/\\S+", "").replaceAll("(?s)(.{60}).*", "$1");
  }

  private static String shown(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.substring(0, Math.min(2_000, text.length())).toCharArray()) {
      boolean plain = c == '\n' || (c >= 32 && c < 127);
      out.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return out.append(text.length() > 2_000 ? "… " + text.length() + " characters" : "").toString();
  }
}
