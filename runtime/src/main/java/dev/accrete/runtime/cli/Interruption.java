package dev.accrete.runtime.cli;

import dev.accrete.runtime.engine.CancellableDatabase;
import dev.accrete.runtime.engine.Database;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, and whatever else asks the process to end: what runs on the database is cancelled there,
 * transactions are taken back, locks given back, and the command says how far it came. Where the
 * database is closed again, the command has a moment to write its results; where none was opened,
 * the process ends at once.
 *
 * <p>The JVM then ends with 128 and the signal's number, whatever the command itself would return.
 */
final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE_WITHOUT_DATABASE = Duration.ofSeconds(5);
  private static final int AGAIN_MILLIS = 50;

  private final Shell shell;
  private final PrintStream err;
  private final Duration patience;
  private final Set<CancellableDatabase> databases = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "accrete interruption");
  private boolean watched;
  private volatile boolean requested;

  /** Of a process, which is told on standard error that it was heard. */
  Interruption(Shell shell) {
    this(shell, PATIENCE);
  }

  /** With the time that a database has to stop. */
  Interruption(Shell shell, Duration patience) {
    this.shell = shell;
    this.err = shell.err();
    this.patience = patience;
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

  /** What the process does when it is asked to end: it returns when the process may. */
  void interrupt() {
    requested = true;
    boolean atWork = databases.stream().anyMatch(CancellableDatabase::isOpen);
    if (atWork) {
      if (shell.errCapabilities().live()) {
        // The terminal shows ^C behind whatever stands there.
        err.println();
      }
      err.println("accrete: interrupted; cancelling what runs on the database");
    }
    // A driver that cannot reach its server may never come back from a cancel.
    Thread cancelling = new Thread(this::cancel, "accrete cancelling");
    cancelling.setDaemon(true);
    cancelling.start();
    boolean ended = isOverWithin(atWork ? patience : PATIENCE_WITHOUT_DATABASE);
    if (!ended && atWork) {
      err.println(
          "accrete: the database has not stopped in "
              + patience.toSeconds()
              + " seconds; a statement may go on there, and takes itself back");
    }
  }

  /** Again and again: a statement may be on its way, a database about to be opened. */
  private void cancel() {
    do {
      databases.forEach(CancellableDatabase::cancel);
    } while (!isOverWithin(Duration.ofMillis(AGAIN_MILLIS)));
  }

  private boolean isOverWithin(Duration time) {
    try {
      return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
