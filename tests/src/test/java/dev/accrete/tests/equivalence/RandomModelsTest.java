package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Random models over random histories: each table equals its SELECT after each run.
 *
 * <p>A failure prints the models, the rows and the seed; the generator has shrunk it already.
 * {@link LongRunTest} goes on for as long as told.
 */
class RandomModelsTest {
  /** Under these shares the test shows little, and the build fails. */
  private static final double LEAST_INCREMENTAL = 0.65;

  private static final double LEAST_CHANGED = 0.6;
  private static final double LEAST_NOT_EMPTY = 0.85;
  private static final int TRIES = 36;

  private static final Instant START = Instant.now();

  private static @Nullable EquivalenceRun run;

  @BeforeContainer
  static void open() {
    run = Equivalence.ofRandomModels().open();
  }

  @AfterContainer
  static void figures() {
    EquivalenceRun done = run();
    System.out.println(done.tally().table());
    done.close();
    BuildComparisons.note(
        RandomModelsTest.class, done.tally(), Duration.between(START, Instant.now()));
  }

  private static EquivalenceRun run() {
    EquivalenceRun open = run;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    return open;
  }

  /** The tally goes with all tries, so the floors are looked at once enough of them were made. */
  @Property(tries = TRIES, seed = "1", shrinking = ShrinkingMode.OFF)
  void everyTableEqualsItsSelectAfterEachRun(
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long seed) {
    assertEqual(Watched.play(run(), seed));
    Tally tally = run().tally();
    if (tally.cases() >= TRIES) {
      assertThat(tally.shareIncremental())
          .as("share of incremental models")
          .isGreaterThan(LEAST_INCREMENTAL);
      assertThat(tally.shareChanged()).as("share of changed tables").isGreaterThan(LEAST_CHANGED);
      assertThat(tally.shareNonEmpty())
          .as("share of tables with rows")
          .isGreaterThan(LEAST_NOT_EMPTY);
      assertThat(tally.comparisons(RunStrategy.RECOMPUTE))
          .as("recomputes")
          .isGreaterThan(tally.comparisons() / 8);
    }
  }

  private static void assertEqual(Optional<EquivalenceFailure> failure) {
    assertThat(failure.map(EquivalenceFailure::story)).isEmpty();
  }
}
