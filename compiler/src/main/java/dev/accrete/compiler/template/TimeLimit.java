package dev.accrete.compiler.template;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does work on a thread of its own, for so long and no longer.
 *
 * <p>A job that does not end is interrupted, which loops notice. One that still does not end,
 * because it is deep inside one expression, is left behind on its daemon thread: Java has no way to
 * end it, and the compiler must go on.
 */
final class TimeLimit {
  private static final long STACK_BYTES = 16L * 1024 * 1024;
  private static final long IDLE_SECONDS = 5;

  private final Duration limit;
  private final ExecutorService workers =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          TimeLimit::worker);

  TimeLimit(Duration limit) {
    this.limit = limit;
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(null, work, "accrete-template", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The job's result; absent where the time ran out.
   *
   * @param beforeStop is called when time has run out and the job still runs
   */
  <T> Optional<T> call(Callable<T> job, Runnable beforeStop) {
    Future<T> future = workers.submit(job);
    try {
      return Optional.of(future.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      beforeStop.run();
      future.cancel(true);
      return Optional.empty();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rendering a template", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("rendering a template failed", e.getCause());
    }
  }
}
