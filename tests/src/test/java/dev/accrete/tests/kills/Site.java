package dev.accrete.tests.kills;

import dev.accrete.runtime.engine.Database;
import dev.accrete.tests.acceptance.Warehouse;

/** A database on which runs are killed. */
interface Site extends AutoCloseable {
  /** The engine and settings of the project's target, as a YAML map has them. */
  String target();

  /** The database as {@link RunToBeKilled} is told it. */
  String address();

  /** Opens it; where one process alone can have it open, it has to be closed before another run. */
  Database open();

  /** Whether one process alone can have it open. */
  boolean oneProcess();

  /**
   * Kills a run, as far as that is not a process.
   *
   * @throws UnsupportedOperationException where runs are processes
   */
  default void strike() {
    throw new UnsupportedOperationException();
  }

  /** What has to be after a kill before anybody can go on, such as a server that starts again. */
  default void recover() {}

  /** Nothing of a killed run goes on for ever. */
  default void assertNobodyIsLeft(Warehouse warehouse, String when) {}

  @Override
  void close();
}
