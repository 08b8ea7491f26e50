package dev.accrete.runtime.execute;

import dev.accrete.compiler.plan.InputPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models of a run, given out to one or several workers: each after those of the run that it
 * reads, and skipped where one of these did not succeed. For several threads.
 */
final class ModelQueue {
  private final List<ModelRequest> models;
  private final boolean failFast;
  private final TableChecks checks;
  private final Set<String> names = new HashSet<>();
  private final Set<String> begun = new HashSet<>();
  private final Map<String, ModelResult> results = new HashMap<>();
  private @Nullable Throwable failure;
  private boolean stopped;

  /**
   * A queue.
   *
   * @param models each after those that it reads
   * @param failFast whether none begins after one failed
   * @param checks for which some wait for others than they read
   */
  ModelQueue(List<ModelRequest> models, boolean failFast, TableChecks checks) {
    this.checks = checks;
    this.models = List.copyOf(models);
    this.failFast = failFast;
    models.forEach(model -> names.add(model.model()));
  }

  /**
   * The next model that can begin, the first in order; waits while all that are left read one that
   * is at work. Absent when none is left, or a worker broke down.
   */
  synchronized Optional<ModelRequest> next() {
    while (failure == null && begun.size() < models.size()) {
      for (ModelRequest model : models) {
        if (!begun.contains(model.model()) && isReady(model)) {
          begun.add(model.model());
          if (!isBlocked(model)) {
            return Optional.of(model);
          }
          results.put(
              model.model(),
              stopped ? ModelResult.cancelled(model.model()) : ModelResult.skipped(model.model()));
        }
      }
      if (begun.size() < models.size() && !anyReady()) {
        await();
      }
    }
    notifyAll();
    return Optional.empty();
  }

  private boolean anyReady() {
    return models.stream().anyMatch(m -> !begun.contains(m.model()) && isReady(m));
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = new IllegalStateException("a worker was interrupted", e);
    }
  }

  private boolean isReady(ModelRequest model) {
    return Stream.concat(read(model), checks.waitsFor(model.model()).stream())
        .filter(names::contains)
        .allMatch(results::containsKey);
  }

  private static Stream<String> read(ModelRequest model) {
    return Stream.concat(
        model.plan().inputs().stream().map(InputPlan::name), model.sees().stream());
  }

  private boolean isBlocked(ModelRequest model) {
    if (stopped) {
      return true;
    }
    if (failFast && results.values().stream().anyMatch(result -> !result.succeeded())) {
      return true;
    }
    if (checks.blocks(model.model())) {
      return true;
    }
    return read(model)
        .anyMatch(
            input ->
                checks.blocks(input)
                    || (results.containsKey(input) && !results.get(input).succeeded()));
  }

  /** A model ended. */
  synchronized void done(ModelResult result) {
    results.put(result.model(), result);
    notifyAll();
  }

  /** No other model begins: those that are left are skipped. */
  synchronized void stop() {
    stopped = true;
  }

  /** A worker broke down: nobody begins another model. */
  synchronized void broke(Throwable cause) {
    if (failure == null) {
      failure = cause;
    } else if (failure != cause) {
      failure.addSuppressed(cause);
    }
    notifyAll();
  }

  /**
   * The results in the order of the models.
   *
   * @throws RuntimeException or an Error, what a worker broke down with
   */
  synchronized List<ModelResult> results() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    List<ModelResult> all = new ArrayList<>();
    models.forEach(model -> all.add(Objects.requireNonNull(results.get(model.model()))));
    return all;
  }
}
