package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.state.LockSql;
import dev.accrete.runtime.engine.ConflictException;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;

/** The lock of one run; a dry run takes none. */
final class RunLock {
  private final RunContext context;
  private final LockSql sql;
  private final long fence;
  private final Heartbeat heartbeat;

  private RunLock(RunContext context, Database database, LockSql sql, long fence) {
    this.context = context;
    this.sql = sql;
    this.fence = fence;
    this.heartbeat = Heartbeat.start(context, database, sql.beat(fence));
  }

  /**
   * Takes the lock.
   *
   * @throws LockHeldException if another run holds it
   */
  static RunLock take(RunContext context, Database database) {
    // Who cancels between the two statements would leave the lock with nobody.
    return context.session().needed(() -> taken(context, database));
  }

  private static RunLock taken(RunContext context, Database database) {
    LockSql sql = new LockSql(context.tables());
    RunRequest request = context.request();
    try {
      long hit =
          context
              .session()
              .execute(
                  "take the lock", sql.take(request.runId(), request.process(), context.now()));
      if (hit == 1) {
        return new RunLock(context, database, sql, held(context, sql).fence());
      }
    } catch (ConflictException e) {
      // Somebody else took it in this moment.
    }
    Holder holder = held(context, sql);
    throw new LockHeldException(holder.name(), holder.since());
  }

  private static Holder held(RunContext context, LockSql sql) {
    return context
        .session()
        .first(
            "read the lock",
            sql.read(),
            row ->
                new Holder(
                    row.number(1),
                    String.valueOf(row.textOrNull(2)),
                    String.valueOf(row.textOrNull(3))))
        .orElseThrow();
  }

  long fence() {
    return fence;
  }

  void release() {
    heartbeat.close();
    try {
      giveBack();
    } catch (EngineException e) {
      if (!context.session().reconnect()) {
        throw e;
      }
      giveBack();
    }
  }

  private void giveBack() {
    context
        .session()
        .needed(() -> context.session().execute("give the lock back", sql.release(fence)));
  }

  private record Holder(long fence, String name, String since) {}
}
