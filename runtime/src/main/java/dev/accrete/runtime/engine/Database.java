package dev.accrete.runtime.engine;

import dev.accrete.compiler.dialect.Dialect;
import java.util.List;

/** An open database of a target. */
public interface Database extends AutoCloseable {

  /** How its SQL is written. */
  Dialect dialect();

  /**
   * A connection of its own, with the session settings of the dialect.
   *
   * @param comment stands before each statement, such as the run's id
   * @param listener hears of each statement
   * @throws EngineException if no connection can be made
   */
  Session session(String comment, StatementListener listener);

  /**
   * Appends rows in bulk to a staging table of a session, inside its transaction.
   *
   * @param columns of the table, in order
   */
  RowAppender appender(Session session, String stage, List<Column> columns);

  /** Closes every connection. */
  @Override
  void close();
}
