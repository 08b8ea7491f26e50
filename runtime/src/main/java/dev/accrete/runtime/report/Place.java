package dev.accrete.runtime.report;

import dev.accrete.compiler.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A place in a project file; all three are null where a finding has none.
 *
 * @param path relative to the project
 * @param line counted from 1
 * @param column counted from 1
 */
record Place(@Nullable String path, @Nullable Integer line, @Nullable Integer column) {
  static Place of(@Nullable Span span) {
    return span == null
        ? new Place(null, null, null)
        : new Place(span.file().path(), span.line(), span.column());
  }
}
