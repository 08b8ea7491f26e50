package dev.accrete.compiler.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what a step has to say, so that one pass reports everything. One finding is kept once.
 *
 * <p>Not safe for several threads: each step, or each model in a step, has its own.
 */
public final class Findings {
  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparing((Diagnostic d) -> d.span() == null ? "" : d.span().file().path())
          .thenComparingInt(d -> d.span() == null ? 0 : d.span().start())
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

  /** Adds one finding; the same finding twice counts once. */
  public void add(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  /** Adds all findings of another step. */
  public void addAll(Iterable<Diagnostic> more) {
    more.forEach(this::add);
  }

  /** Whether an error is among the findings so far. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** How many findings there are so far: lets a caller see whether a part of its work had any. */
  public int count() {
    return diagnostics.size();
  }

  /** All findings in the order of files and places; those without a place come first. */
  public List<Diagnostic> sorted() {
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    all.sort(BY_PLACE);
    return List.copyOf(all);
  }

  /** The step's result: a value and all findings. */
  public <T> Checked<T> with(T value) {
    return new Checked<>(value, sorted());
  }
}
