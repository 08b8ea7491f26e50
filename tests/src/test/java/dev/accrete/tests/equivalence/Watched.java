package dev.accrete.tests.equivalence;

import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceRun;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays cases, and fails with the seed and all threads' places where one does not end. */
final class Watched {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private Watched() {}

  static Optional<EquivalenceFailure> play(EquivalenceRun run, long seed) {
    CompletableFuture<Optional<EquivalenceFailure>> played =
        CompletableFuture.supplyAsync(() -> run.play(seed));
    try {
      return played.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("seed " + seed + " goes on for " + LONGEST + places(), e);
    } catch (ExecutionException e) {
      throw new AssertionError("seed " + seed + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("seed " + seed + " was interrupted", e);
    }
  }

  private static String places() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      text.append('\n').append(thread.getKey().getName());
      for (StackTraceElement place : thread.getValue()) {
        text.append("\n    at ").append(place);
      }
    }
    return text.toString();
  }
}
