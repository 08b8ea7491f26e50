package dev.accrete.compiler.diagnostic;

import dev.accrete.compiler.diagnostic.Diagnostic.Note;
import dev.accrete.compiler.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints diagnostics for people: the sentence with its place, the line itself, a caret, then the
 * notes.
 */
public final class DiagnosticPrinter {
  private DiagnosticPrinter() {}

  /** All diagnostics in the order given, with an empty line between two. */
  public static String print(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      out.append(print(diagnostic));
    }
    return out.toString();
  }

  /** One diagnostic; every line ends with a line feed. */
  public static String print(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder(sentence(diagnostic)).append('\n');
    Span span = diagnostic.span();
    if (span != null) {
      out.append(SourceExcerpt.of(span).indented("    "));
    }
    for (Note note : diagnostic.notes()) {
      appendNote(out, note);
    }
    return out.toString();
  }

  /** The first line alone: code, place, message and hint. */
  public static String sentence(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder(diagnostic.code().id()).append(' ');
    appendPlace(out, diagnostic.span());
    out.append(Printable.line(diagnostic.message()));
    if (diagnostic.hint() != null) {
      out.append("; ").append(Printable.line(diagnostic.hint()));
    }
    return out.toString();
  }

  private static void appendNote(StringBuilder out, Note note) {
    out.append("  note ");
    appendPlace(out, note.span());
    out.append(Printable.line(note.message())).append('\n');
    if (note.span() != null) {
      out.append(SourceExcerpt.of(note.span()).indented("      "));
    }
  }

  private static void appendPlace(StringBuilder out, @Nullable Span span) {
    if (span != null) {
      out.append(Printable.line(span.location())).append(' ');
    }
  }
}
