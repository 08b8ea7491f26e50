package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.state.LockSql;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says every now and then, over a connection of its own, that the holder of the lock lives. Where
 * one process alone can have the database open, nothing is said.
 *
 * <p>A beat that fails is left out: if too many do, somebody else takes the lock, and what this run
 * would commit meets a higher fence.
 */
final class Heartbeat implements AutoCloseable {
  private static final int SECONDS = LockSql.LAPSE_SECONDS / 6;

  private final Optional<ScheduledExecutorService> beats;

  private Heartbeat(Optional<ScheduledExecutorService> beats) {
    this.beats = beats;
  }

  static Heartbeat start(RunContext context, Database database, String beat) {
    if (context.tables().dialect().oneProcess()) {
      return new Heartbeat(Optional.empty());
    }
    ScheduledExecutorService beats =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "accrete heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    String comment = "accrete heartbeat " + context.request().runId();
    beats.scheduleWithFixedDelay(
        () -> beat(database, comment, beat), SECONDS, SECONDS, TimeUnit.SECONDS);
    return new Heartbeat(Optional.of(beats));
  }

  private static void beat(Database database, String comment, String beat) {
    try (Session session = database.session(comment, StatementListener.NONE)) {
      session.execute("say that the run lives", beat);
    } catch (EngineException e) {
      return;
    }
  }

  @Override
  public void close() {
    beats.ifPresent(ScheduledExecutorService::shutdownNow);
  }
}
