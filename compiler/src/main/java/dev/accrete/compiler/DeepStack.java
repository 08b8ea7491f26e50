package dev.accrete.compiler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Threads whose stack bears what people and their tools write, such as a WHERE of thousands of ORs:
 * the parser, and all that walks trees by recursion, goes down a level for each.
 */
final class DeepStack {
  private static final long BYTES = 16L * 1024 * 1024;

  private DeepStack() {}

  /** A thread that does not keep the program from ending; it is not started. */
  static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(null, work, name, BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /** What the work gives, done on such a thread; what it throws is thrown here. */
  static <T> T call(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, task -> thread(task, "accrete-transpile").start())
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      if (e.getCause() instanceof Error problem) {
        throw problem;
      }
      throw e;
    }
  }

  /** A thread that does its last piece of work is waited for, whatever happens. */
  static void join(Thread thread) {
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
