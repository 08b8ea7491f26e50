package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.LOCK;

import dev.accrete.compiler.dialect.Dialect;

/**
 * The lock of the runs: one row, whose fence number grows with each holder.
 *
 * <p>Where one process alone can have the database open, a holder in another process is dead.
 */
public final class LockSql {
  private final StateTables tables;
  private final Dialect dialect;

  /** The lock of one project in one target schema. */
  public LockSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /** Takes the lock: hits one row, or none where somebody else holds it. */
  public String take(String holder, String process, String now) {
    String dead = dialect.oneProcess() ? " OR process <> " + dialect.text(process) : "";
    return "UPDATE "
        + tables.table(LOCK)
        + " SET fence = fence + 1, holder = "
        + dialect.text(holder)
        + ", process = "
        + dialect.text(process)
        + ", taken_at = "
        + dialect.timestamp(now)
        + " WHERE "
        + tables.own()
        + " AND (holder IS NULL"
        + dead
        + ")";
  }

  /** Reads fence, holder and since when. */
  public String read() {
    return "SELECT fence, holder, taken_at FROM " + tables.table(LOCK) + " WHERE " + tables.own();
  }

  /** Gives the lock back, unless somebody else has it by now. */
  public String release(long fence) {
    return "UPDATE "
        + tables.table(LOCK)
        + " SET holder = NULL, process = NULL WHERE "
        + tables.own()
        + " AND fence = "
        + fence;
  }
}
