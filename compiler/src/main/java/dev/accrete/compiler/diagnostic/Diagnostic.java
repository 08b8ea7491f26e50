package dev.accrete.compiler.diagnostic;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One finding about a project: what, where, and what would mend it.
 *
 * @param code the stable code, which also fixes severity and wording
 * @param span the place, or null where a finding has none (a missing file, say)
 * @param message the finished sentence, without code and place
 * @param hint what to write instead, or null
 * @param notes further places, such as the macro that the text came from
 */
public record Diagnostic(
    Code code, @Nullable Span span, String message, @Nullable String hint, List<Note> notes) {

  /** A further place that belongs to a diagnostic. */
  public record Note(@Nullable Span span, String message) {}

  public Diagnostic {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    notes = List.copyOf(notes);
  }

  /** A diagnostic of a code with its catalogue sentence filled in. */
  public static Diagnostic of(Code code, @Nullable Span span, Object... arguments) {
    return new Diagnostic(code, span, code.message(arguments), null, List.of());
  }

  /**
   * A diagnostic at the place where rendered text was written, naming the macros it came through.
   */
  public static Diagnostic at(Code code, Origin origin, Object... arguments) {
    Diagnostic diagnostic = of(code, origin.span(), arguments);
    for (Span macro : origin.through()) {
      diagnostic = diagnostic.withNote(macro, "in text that came from " + macro.location());
    }
    return diagnostic;
  }

  /** The severity of the code. */
  public Severity severity() {
    return code.severity();
  }

  /** Whether this stops its model. */
  public boolean isError() {
    return severity() == Severity.ERROR;
  }

  /** The same with a hint. */
  public Diagnostic withHint(String text) {
    return new Diagnostic(code, span, message, LongWords.cut(text), notes);
  }

  /** The same with one more note. */
  public Diagnostic withNote(@Nullable Span place, String text) {
    List<Note> more = new ArrayList<>(notes);
    more.add(new Note(place, LongWords.cut(text)));
    return new Diagnostic(code, span, message, hint, more);
  }
}
