package dev.accrete.runtime.report;

import dev.accrete.compiler.diagnostic.Diagnostic;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A diagnostic.
 *
 * @param code such as {@code E203}
 * @param severity error, warning or note
 * @param message the sentence
 * @param hint what to write instead, or null
 * @param path the file, or null where there is none
 * @param line counted from 1
 * @param column counted from 1
 */
public record Finding(
    String code,
    String severity,
    String message,
    @Nullable String hint,
    @Nullable String path,
    @Nullable Integer line,
    @Nullable Integer column) {

  /** The diagnostic's shape. */
  public static Finding of(Diagnostic diagnostic) {
    Place place = Place.of(diagnostic.span());
    return new Finding(
        diagnostic.code().id(),
        diagnostic.severity().name().toLowerCase(Locale.ROOT),
        diagnostic.message(),
        diagnostic.hint(),
        place.path(),
        place.line(),
        place.column());
  }
}
