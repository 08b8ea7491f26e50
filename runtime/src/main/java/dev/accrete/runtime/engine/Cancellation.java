package dev.accrete.runtime.engine;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Whether the work of a session is still wanted, and the statement that it waits for. */
final class Cancellation {
  private boolean cancelled;
  private int needed;
  private @Nullable Statement running;

  /** Notes the statement that is about to be carried out. */
  synchronized void began(Statement statement) {
    running = statement;
  }

  synchronized void ended() {
    running = null;
  }

  /** Whether nothing more shall be sent. */
  synchronized boolean stops() {
    return cancelled && needed == 0;
  }

  /** What follows is carried out whether the session is cancelled or not. */
  synchronized void need() {
    needed++;
  }

  synchronized void needNoMore() {
    needed--;
  }

  /**
   * Cancels the statement under way and all that would follow. A statement that was noted and not
   * yet sent does not hear of it, so callers say it again until the work has ended.
   *
   * <p>The statement does not count as ended before the driver has passed this on: drivers cancel
   * what the connection is at, and that may be another statement by then.
   */
  synchronized void cancel() {
    cancelled = true;
    if (running == null || needed > 0) {
      return;
    }
    try {
      running.cancel();
    } catch (SQLException e) {
      // It has ended meanwhile, or its connection is lost.
      return;
    }
  }
}
