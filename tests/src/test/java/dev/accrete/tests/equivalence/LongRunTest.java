package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Plays random models, those of rare operators among them, for as long as told: {@code
 * -Daccrete.fuzz.minutes=N}. Each case is about the operator and the change that were least
 * compared until then, as far as its seed allows.
 *
 * <p>What it counts stands in the file that {@code -Daccrete.fuzz.counters} names, by the commit
 * that {@code -Daccrete.fuzz.commit} names, with the next seed, from which a later run goes on.
 * {@code -Daccrete.fuzz.seed} begins elsewhere, and takes one seed after another. A failing case is
 * told, counted, and passed by.
 */
class LongRunTest {
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(30);

  private final Path file =
      Repository.root()
          .resolve(System.getProperty("accrete.fuzz.counters", "tests/target/fuzz.counters"));
  private final String commit = System.getProperty("accrete.fuzz.commit", "unknown");
  private final Instant start = Instant.now();
  private final List<String> failures = new ArrayList<>();

  @Test
  void goesOnForAsLongAsTold() throws IOException {
    long minutes = Long.getLong("accrete.fuzz.minutes", 0);
    assumeTrue(minutes > 0, "-Daccrete.fuzz.minutes says for how long");
    Counters before = Counters.read(file);
    boolean inTurn = System.getProperty("accrete.fuzz.seed") != null;
    long first = Long.getLong("accrete.fuzz.seed", Math.max(1, before.of("next seed")));
    LeastCompared cells = new LeastCompared();
    Instant reported = start;
    try (EquivalenceRun random = Equivalence.ofRandomModels().open();
        EquivalenceRun rare = Equivalence.ofRareOperators().open()) {
      long seed = first;
      while (passed(start).toMinutes() < minutes) {
        if (!inTurn) {
          seed = cells.next(before.with(random.tally()).with(rare.tally())).seed(seed);
        }
        // Every third case is one of rare operators.
        play(seed % 3 == 0 ? rare : random, seed);
        seed++;
        if (passed(reported).compareTo(BETWEEN_REPORTS) >= 0) {
          reported = Instant.now();
          report(before, random, rare, seed);
        }
      }
      report(before, random, rare, seed);
    }
    assertThat(failures).isEmpty();
  }

  private static Duration passed(Instant since) {
    return Duration.between(since, Instant.now());
  }

  private void play(EquivalenceRun run, long seed) {
    Optional<EquivalenceFailure> failure = Watched.play(run, seed);
    if (failure.isPresent()) {
      String story = failure.get().story();
      System.out.println(story);
      failures.add(story);
    }
  }

  private void report(Counters before, EquivalenceRun random, EquivalenceRun rare, long seed)
      throws IOException {
    Counters now = before.with(random.tally()).with(rare.tally());
    now.set("next seed", seed);
    now.set("seconds", before.of("seconds") + passed(start).toSeconds());
    now.set("failures", before.of("failures") + failures.size());
    String at = "comparisons at " + commit;
    long here = now.of("comparisons") - before.of("comparisons");
    now.set(at, before.of(at) + here);
    now.write(file);
    System.out.printf(
        Locale.ROOT,
        "%,d comparisons (%,d tables looked at) in %d s, %.1f a second, %d failures; next seed %d%n",
        now.of("comparisons"),
        now.of("compared"),
        now.of("seconds"),
        here * 1_000.0 / passed(start).toMillis(),
        failures.size(),
        seed);
  }
}
