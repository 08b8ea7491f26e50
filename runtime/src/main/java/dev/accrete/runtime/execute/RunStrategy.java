package dev.accrete.runtime.execute;

import dev.accrete.compiler.certificate.Strategy;
import java.util.Locale;

/** How a run brought a model up to date. */
public enum RunStrategy {
  /** Nothing was pending. */
  NONE,
  /** The rows that new rows make were added. */
  APPEND,
  /** The changes of groups were merged into what is kept of them. */
  MERGE,
  /** The rows of touched keys were computed again. */
  RECOMPUTE,
  /** The nodes of the components that hold a changed edge were labelled anew. */
  COMPONENTS,
  /** The author's own incremental block was played: outside the law. */
  HAND_WRITTEN,
  /** The author's own time window was written again: outside the law. */
  TIME_WINDOW,
  /** The table was rebuilt. */
  FULL,
  /** The view was created again. */
  VIEW;

  /** What an increment that an author wrote is in a run. */
  static RunStrategy of(Strategy author) {
    return author == Strategy.HAND_WRITTEN ? HAND_WRITTEN : TIME_WINDOW;
  }

  /**
   * The strategy of a version row.
   *
   * @throws IllegalArgumentException if it is none
   */
  static RunStrategy ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether the model was committed, and with it its position in all of its inputs. */
  boolean commits() {
    return this != NONE && this != VIEW;
  }

  /** As results and people have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
