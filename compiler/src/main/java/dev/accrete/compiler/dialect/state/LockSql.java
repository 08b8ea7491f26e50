package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.LOCK;

import dev.accrete.compiler.dialect.Dialect;

/**
 * The lock of the runs: one row, whose fence number grows with each holder.
 *
 * <p>Where one process alone can have the database open, a holder in another process is dead.
 * Elsewhere a holder says every now and then that it lives, by the warehouse's clock; one that has
 * not for {@link #LAPSE_SECONDS} has lost the lock. Nothing depends on that: a commit of whoever
 * lost it meets a higher fence.
 */
public final class LockSql {
  /** How long a holder may be silent. */
  public static final int LAPSE_SECONDS = 120;

  private final StateTables tables;
  private final Dialect dialect;

  /** The lock of one project in one target schema. */
  public LockSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /**
   * Takes the lock: hits one row, or none where somebody else holds it.
   *
   * @param now the runner's clock, which counts where it is the only one
   */
  public String take(String holder, String process, String now) {
    String dead =
        dialect.oneProcess()
            ? " OR process <> " + dialect.text(process)
            : " OR taken_at < "
                + dialect.now()
                + " - INTERVAL '"
                + LAPSE_SECONDS
                + "' SECOND OR taken_at IS NULL";
    return "UPDATE "
        + tables.table(LOCK)
        + " SET fence = fence + 1, holder = "
        + dialect.text(holder)
        + ", process = "
        + dialect.text(process)
        + ", taken_at = "
        + (dialect.oneProcess() ? dialect.timestamp(now) : dialect.now())
        + " WHERE "
        + tables.own()
        + " AND (holder IS NULL"
        + dead
        + ")";
  }

  /** Says that the holder lives: hits one row, or none where it has lost the lock. */
  public String beat(long fence) {
    return "UPDATE "
        + tables.table(LOCK)
        + " SET taken_at = "
        + dialect.now()
        + " WHERE "
        + tables.own()
        + " AND fence = "
        + fence;
  }

  /** Reads fence, holder and when it was last heard of. */
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
