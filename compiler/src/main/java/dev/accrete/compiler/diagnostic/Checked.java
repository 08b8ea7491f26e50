package dev.accrete.compiler.diagnostic;

import java.util.List;
import java.util.Objects;

/**
 * The result of a step: its value, and what the step has to say about the input.
 *
 * @param <T> the step's result type
 * @param value the value, complete for all that had no error
 * @param diagnostics in the order of files and places
 */
public record Checked<T>(T value, List<Diagnostic> diagnostics) {
  public Checked {
    Objects.requireNonNull(value, "value");
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether any diagnostic is an error. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
