package dev.accrete.tests.acceptance;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.RunListener;
import java.sql.SQLException;

/** Throws once, before or after one statement of a run. */
public final class Fault implements RunListener {
  /** What happens. */
  public enum Kind {
    /** Something nobody thought of. */
    BUG,
    /** The database refuses. */
    REFUSAL,
    /** The process dies: nothing of the run's own goes on, and its lock stays. */
    CRASH
  }

  /** As if the process died. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Kind kind;
  private final int at;
  private final boolean after;
  private int statements;
  private String where = "";

  /**
   * A fault.
   *
   * @param at the statement, counted from 1
   * @param after whether it was carried out
   */
  public Fault(Kind kind, int at, boolean after) {
    this.kind = kind;
    this.at = at;
    this.after = after;
  }

  @Override
  public void before(String purpose, String sql) {
    statements++;
    if (!after && statements == at) {
      fail(purpose, sql);
    }
  }

  @Override
  public void after(String purpose, String sql) {
    if (after && statements == at) {
      statements++;
      fail(purpose, sql);
    }
  }

  private void fail(String purpose, String sql) {
    where = kind + (after ? " after " : " before ") + "statement " + at + ", " + purpose;
    switch (kind) {
      case BUG -> throw new IllegalStateException("a bug");
      case REFUSAL -> throw new EngineException(purpose, sql, new SQLException("the disk is full"));
      case CRASH -> throw new Crash();
    }
  }

  /** Whether the run had as many statements. */
  public boolean happened() {
    return !where.isEmpty();
  }

  /** What happened where. */
  public String where() {
    return where;
  }
}
