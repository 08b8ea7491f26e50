package dev.accrete.compiler.diagnostic;

/** How much a diagnostic matters: an error stops its model, a warning does not, a note explains. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE
}
