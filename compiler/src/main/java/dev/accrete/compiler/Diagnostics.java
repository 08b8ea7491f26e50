package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Diagnostic;
import java.util.Comparator;
import java.util.List;

/** Puts the findings of all steps in the order in which a person reads the files. */
final class Diagnostics {
  private static final Comparator<Diagnostic> ORDER =
      Comparator.<Diagnostic, String>comparing(d -> d.span() == null ? "" : d.span().file().path())
          .thenComparing(d -> d.span() == null ? 0 : d.span().start())
          .thenComparing(d -> d.code().id());

  private Diagnostics() {}

  /** Each finding once, by file and place. */
  static List<Diagnostic> sorted(List<Diagnostic> diagnostics) {
    return diagnostics.stream().distinct().sorted(ORDER).toList();
  }
}
