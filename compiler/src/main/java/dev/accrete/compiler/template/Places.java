package dev.accrete.compiler.template;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Maps stretches of rendered text back to the files they were written in. */
final class Places {
  private Places() {}

  static Origin origin(RenderedText rendered, int start, int end) {
    Map.Entry<Integer, Piece> entry = rendered.pieces().floorEntry(start);
    if (entry == null) {
      entry = rendered.pieces().firstEntry();
    }
    Piece piece = entry.getValue();
    if (!piece.verbatim()) {
      return piece.origin();
    }
    int shift = start - entry.getKey();
    int length = Math.max(0, end - start);
    Origin origin = piece.origin();
    if (origin.through().isEmpty()) {
      return new Origin(shifted(origin.span(), shift, length), List.of());
    }
    List<Span> through = new ArrayList<>(origin.through());
    int last = through.size() - 1;
    through.set(last, shifted(through.get(last), shift, length));
    return new Origin(origin.span(), through);
  }

  /**
   * The part of a verbatim piece's span that lies {@code shift} characters in; cut at the end of
   * the file.
   */
  private static Span shifted(Span span, int shift, int length) {
    int limit = span.file().text().length();
    int start = Math.min(span.start() + shift, limit);
    return new Span(span.file(), start, Math.min(start + length, limit));
  }
}
