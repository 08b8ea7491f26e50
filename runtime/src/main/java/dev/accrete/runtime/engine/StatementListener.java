package dev.accrete.runtime.engine;

/**
 * Hears of every statement and every begin, commit and rollback, before and after.
 *
 * <p>Logs and progress use it, and tests inject faults and loads: what it throws is not caught.
 */
public interface StatementListener {
  /** Hears nothing. */
  StatementListener NONE =
      new StatementListener() {
        @Override
        public void before(String purpose, String sql) {}

        @Override
        public void after(String purpose, String sql) {}
      };

  /** Called before a statement is sent. */
  void before(String purpose, String sql);

  /** Called after it succeeded. */
  void after(String purpose, String sql);
}
