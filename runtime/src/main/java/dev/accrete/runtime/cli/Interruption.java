package dev.accrete.runtime.cli;

import dev.accrete.runtime.engine.CancellableDatabase;
import dev.accrete.runtime.engine.Database;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, and whatever else asks the process to end: what runs on the database is cancelled there,
 * transactions are taken back, locks given back, and the command says how far it came. Where no
 * database is open, the process ends at once.
 *
 * <p>The JVM then ends with 128 and the signal's number, whatever the command itself would return.
 */
final class Interruption {
  private static final int PATIENCE_SECONDS = 30;
  private static final int AGAIN_MILLIS = 50;

  private final Shell shell;
  private final PrintStream err;
  private final Set<CancellableDatabase> databases = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "accrete interruption");
  private boolean watched;
  private volatile boolean requested;

  /** Of a process, which is told on standard error that it was heard. */
  Interruption(Shell shell) {
    this.shell = shell;
    this.err = shell.err();
  }

  /** A database whose work is to be cancelled. */
  synchronized Database watch(Database database) {
    CancellableDatabase cancellable = new CancellableDatabase(database);
    databases.add(cancellable);
    if (!watched) {
      watched = true;
      Runtime.getRuntime().addShutdownHook(hook);
    }
    return cancellable;
  }

  /** Whether the process was asked to end. */
  boolean requested() {
    return requested;
  }

  /** The command has ended, and said so. */
  synchronized void over() {
    over.countDown();
    if (watched && !requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process ends in this moment.
        return;
      }
    }
  }

  private void interrupt() {
    requested = true;
    if (databases.stream().noneMatch(CancellableDatabase::isOpen)) {
      return;
    }
    if (shell.errCapabilities().live()) {
      // The terminal shows ^C behind whatever stands there.
      err.println();
    }
    err.println("accrete: interrupted; cancelling what runs on the database");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      do {
        databases.forEach(CancellableDatabase::cancel);
      } while (!over.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (over.getCount() > 0) {
      err.println(
          "accrete: the database has not stopped in "
              + PATIENCE_SECONDS
              + " seconds; a statement may go on there, and takes itself back");
    }
  }
}
