package dev.accrete.runtime.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something four times a second, for what shows the time. */
final class Ticker {
  private static final int MILLIS = 250;

  private final Runnable work;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "accrete progress");
            thread.setDaemon(true);
            return thread;
          });
  private boolean started;

  Ticker(Runnable work) {
    this.work = work;
  }

  /** Begins, if it has not begun. */
  void start() {
    if (!started) {
      started = true;
      executor.scheduleAtFixedRate(work, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Ends; a turn that has begun may still go on. */
  void stop() {
    executor.shutdown();
  }
}
