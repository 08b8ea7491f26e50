package dev.accrete.compiler.source;

import java.util.List;

/**
 * Where a piece of rendered text was written: the place in the model, and the places in macros that
 * it came through.
 *
 * @param span the place in the model's own file
 * @param through the macro places behind it, outermost first; empty for text that stands in the
 *     model itself
 */
public record Origin(Span span, List<Span> through) {
  public Origin {
    through = List.copyOf(through);
  }
}
