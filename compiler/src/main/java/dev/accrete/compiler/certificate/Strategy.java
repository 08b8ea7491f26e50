package dev.accrete.compiler.certificate;

import java.util.Locale;

/** How a table can be brought up to date, from the cheapest to the one that always works. */
public enum Strategy {
  APPEND,
  MERGE,
  RECOMPUTE,
  FULL;

  /** The word that people see: append, merge, recompute or full. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
