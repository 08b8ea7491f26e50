package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.tests.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Plays random models, those of rare operators among them, for as long as told: {@code
 * -Daccrete.fuzz.minutes=N}, on as many threads as {@code -Daccrete.fuzz.threads} says, one unless
 * told. Each case is about the operator and the change that were least compared until then, as far
 * as its seed allows.
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
  private final boolean inTurn = System.getProperty("accrete.fuzz.seed") != null;
  private final long minutes = Long.getLong("accrete.fuzz.minutes", 0);
  private final int threads = Integer.getInteger("accrete.fuzz.threads", 1);
  private final Instant start = Instant.now();

  // What the threads share; they look at it and change it in synchronized methods alone.
  private final List<String> failures = new ArrayList<>();
  private final Counters[] counted = new Counters[threads];
  private final LeastCompared cells = new LeastCompared();
  private Counters before = new Counters();
  private long seed;
  private Instant reported = start;

  @Test
  void goesOnForAsLongAsTold() throws IOException {
    assumeTrue(minutes > 0, "-Daccrete.fuzz.minutes says for how long");
    before = Counters.read(file);
    seed = Long.getLong("accrete.fuzz.seed", Math.max(1, before.of("next seed")));
    Arrays.fill(counted, new Counters());
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      // Threads of their own: cases wait for others that run in the common pool.
      all.add(CompletableFuture.runAsync(() -> play(thread), work -> new Thread(work).start()));
    }
    all.forEach(CompletableFuture::join);
    report();
    assertThat(failures).isEmpty();
  }

  private void play(int thread) {
    try (EquivalenceRun random = Equivalence.ofRandomModels().open();
        EquivalenceRun rare = Equivalence.ofRareOperators().open()) {
      while (passed(start).toMinutes() < minutes) {
        long mine = next();
        // Every third case is one of rare operators.
        Optional<EquivalenceFailure> failure = Watched.play(mine % 3 == 0 ? rare : random, mine);
        count(thread, new Counters().with(random.tally()).with(rare.tally()), failure);
      }
    }
  }

  private static Duration passed(Instant since) {
    return Duration.between(since, Instant.now());
  }

  private synchronized long next() {
    if (!inTurn) {
      seed = cells.next(now()).seed(seed);
    }
    return seed++;
  }

  private Counters now() {
    Counters now = before;
    for (Counters counters : counted) {
      now = now.with(counters);
    }
    return now;
  }

  private synchronized void count(
      int thread, Counters counters, Optional<EquivalenceFailure> failure) {
    counted[thread] = counters;
    if (failure.isPresent()) {
      String story = failure.get().story();
      System.out.println(story);
      failures.add(story);
      try {
        failure.get().writeTo(Path.of("target", "verify", "seed-" + failure.get().seed()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (passed(reported).compareTo(BETWEEN_REPORTS) >= 0) {
      reported = Instant.now();
      report();
    }
  }

  private synchronized void report() {
    Counters now = now();
    now.set("next seed", seed);
    now.set("seconds", before.of("seconds") + threads * passed(start).toSeconds());
    now.set("failures", before.of("failures") + failures.size());
    String at = "comparisons at " + commit;
    long here = now.of("comparisons") - before.of("comparisons");
    now.set(at, before.of(at) + here);
    try {
      now.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
