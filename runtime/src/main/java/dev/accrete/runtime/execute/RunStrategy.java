package dev.accrete.runtime.execute;

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
  /** The table was rebuilt. */
  FULL,
  /** The view was created again. */
  VIEW;

  /** As results and people have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
