package dev.accrete.runtime.verify;

import java.util.Locale;

/** What may happen to a run itself. */
public enum IncidentKind {
  /** Its process dies between two of its statements; the next one goes on. */
  CRASH,
  /** Another runner takes the lock, as if this one were dead, and runs between two statements. */
  OTHER_RUNNER,
  /** Models are kept up to date by other strategies than before and after. */
  OTHER_STRATEGIES;

  /** As files and people have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public String toString() {
    return word();
  }
}
