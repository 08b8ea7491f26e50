package dev.accrete.runtime.verify;

import java.util.List;
import java.util.function.Supplier;

/** Who picks the models of a random project among drafts. */
interface Casting {
  /** Takes what comes first. */
  Casting FIRST = drafts -> drafts.get();

  /** The draft that becomes the next model. */
  Query pick(Supplier<Query> drafts);

  /** A source that models may read, before any model is picked. */
  default void source(String name, List<Column> columns) {}

  /**
   * The name by which later models read what was picked last.
   *
   * @param inline whether its text becomes a part of its readers'
   */
  default void named(String name, boolean inline) {}
}
