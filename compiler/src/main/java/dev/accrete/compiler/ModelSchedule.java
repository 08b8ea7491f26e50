package dev.accrete.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does a piece of work for each model, on several threads, each model after all that it reads.
 *
 * <p>Results come in the order of the models, whatever the order of the work was. What a piece of
 * work leaves behind is seen by the work for its readers: a thread gives back what it did, and
 * takes what comes next, under one lock.
 *
 * @param <T> what the work gives
 */
final class ModelSchedule<T> {
  private static final int NOTHING = -1;

  private final IntFunction<T> work;
  private final List<@Nullable T> results = new ArrayList<>();
  private final List<List<Integer>> readers = new ArrayList<>();
  private final int[] waitingFor;
  private final PriorityQueue<Integer> ready = new PriorityQueue<>();
  private int left;
  private @Nullable Throwable failure;

  private ModelSchedule(
      List<String> models, Map<String, ? extends Set<String>> parents, IntFunction<T> work) {
    this.work = work;
    this.left = models.size();
    this.waitingFor = new int[models.size()];
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < models.size(); i++) {
      places.put(models.get(i), i);
      results.add(null);
      readers.add(new ArrayList<>());
    }
    for (int i = 0; i < models.size(); i++) {
      Set<String> read = parents.get(models.get(i));
      for (String parent : read == null ? Set.<String>of() : read) {
        Integer place = places.get(parent);
        if (place != null) {
          readers.get(place).add(i);
          waitingFor[i]++;
        }
      }
      if (waitingFor[i] == 0) {
        ready.add(i);
      }
    }
  }

  /**
   * Does the work for all models.
   *
   * @param threads how many at once, while the caller waits
   * @param models their names, each once, parents first
   * @param parents for each model those that it reads; other names are passed over
   * @param work takes the place of a model in the list; what it throws ends everything
   * @return what the work gave for each model, in their order
   */
  static <T> List<T> run(
      int threads,
      List<String> models,
      Map<String, ? extends Set<String>> parents,
      IntFunction<T> work) {
    ModelSchedule<T> schedule = new ModelSchedule<>(models, parents, work);
    List<Thread> helpers = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, models.size()); i++) {
      Thread helper = DeepStack.thread(schedule::take, "accrete-compile-" + i);
      helper.start();
      helpers.add(helper);
    }
    helpers.forEach(DeepStack::join);
    return schedule.results();
  }

  private void take() {
    int model = next(NOTHING, null);
    while (model != NOTHING) {
      T result;
      try {
        result = work.apply(model);
      } catch (Throwable problem) {
        fail(problem);
        return;
      }
      model = next(model, result);
    }
  }

  /** Gives back what was done, and takes what is to be done next; waits until there is any. */
  private synchronized int next(int done, @Nullable T result) {
    if (done != NOTHING) {
      results.set(done, result);
      left--;
      for (int reader : readers.get(done)) {
        waitingFor[reader]--;
        if (waitingFor[reader] == 0) {
          ready.add(reader);
        }
      }
      notifyAll();
    }
    boolean interrupted = false;
    while (ready.isEmpty() && left > 0 && failure == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Integer model = failure == null ? ready.poll() : null;
    return model == null ? NOTHING : model;
  }

  private synchronized void fail(Throwable problem) {
    if (failure == null) {
      failure = problem;
    }
    notifyAll();
  }

  private synchronized List<T> results() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    List<T> all = new ArrayList<>();
    results.forEach(result -> all.add(java.util.Objects.requireNonNull(result)));
    return all;
  }
}
