package dev.accrete.runtime.execute;

import dev.accrete.runtime.engine.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes the models of a queue by the run's own connection and by as many more as were asked for,
 * each in a thread of its own.
 */
final class Workers {
  private final ModelQueue queue;
  private final Supplier<Session> sessions;

  /**
   * Workers.
   *
   * @param sessions makes one more connection of the run
   */
  Workers(ModelQueue queue, Supplier<Session> sessions) {
    this.queue = queue;
    this.sessions = sessions;
  }

  /** One who brings models up to date over one connection. */
  interface Worker {
    /** Brings it up to date; its own failures are in the result. */
    ModelResult run(ModelRequest model);
  }

  /** How to work over another connection. */
  interface Hiring {
    Worker over(Session session);
  }

  /**
   * Works until no model is left.
   *
   * @param own works over the run's own connection, in this thread
   * @param more how many others
   */
  List<ModelResult> work(Worker own, int more, Hiring hiring) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= more; i++) {
      Thread thread = new Thread(() -> guarded(q -> over(hiring)), "accrete worker " + i);
      thread.start();
      threads.add(thread);
    }
    guarded(q -> takeAll(own));
    threads.forEach(Workers::join);
    return queue.results();
  }

  private void over(Hiring hiring) {
    try (Session session = sessions.get()) {
      takeAll(hiring.over(session));
    }
  }

  private void takeAll(Worker worker) {
    for (var model = queue.next(); model.isPresent(); model = queue.next()) {
      queue.done(worker.run(model.get()));
    }
  }

  private void guarded(Consumer<ModelQueue> work) {
    try {
      work.accept(queue);
    } catch (RuntimeException | Error e) {
      // Whatever it is, the others must not wait for this one's models.
      queue.broke(e);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
