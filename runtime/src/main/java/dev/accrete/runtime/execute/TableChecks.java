package dev.accrete.runtime.execute;

import dev.accrete.runtime.engine.Session;
import java.util.Set;

/**
 * What is asked of a model's table between the last write to it and the commit, so that rows that
 * break it are never published. For several threads.
 */
public interface TableChecks {
  /** Asks nothing. */
  TableChecks NONE = new TableChecks() {};

  /**
   * Looks at a table as the transaction at hand leaves it; at one that stands still, outside of a
   * transaction.
   *
   * @throws ChecksFailedException if it may not be committed
   */
  default void check(String model, Session session) {}

  /** A model ended, committed or taken back; there is no transaction. */
  default void ended(String model, Session session) {}

  /** Models whose tables the checks of a model look at as well, so that these end first. */
  default Set<String> waitsFor(String model) {
    return Set.of();
  }

  /**
   * Whether a source is in a state in which its readers should not run, or a model in one in which
   * it should not run itself.
   */
  default boolean blocks(String source) {
    return false;
  }
}
