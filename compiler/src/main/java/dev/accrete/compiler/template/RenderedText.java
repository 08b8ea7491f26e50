package dev.accrete.compiler.template;

import dev.accrete.compiler.source.Origin;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The text of one variant of a model after its template was rendered.
 *
 * @param text the SQL, with references as plain quoted names
 * @param references every {@code ref()}, in the order of places
 * @param pieces offset of each piece of the text to where it was written; the first piece begins at
 *     0
 */
public record RenderedText(
    String text, List<Reference> references, NavigableMap<Integer, Piece> pieces) {

  /**
   * A piece of rendered text.
   *
   * @param origin where it was written
   * @param verbatim true where the characters are the template's own, so that offsets within the
   *     piece count
   */
  public record Piece(Origin origin, boolean verbatim) {}

  /**
   * A part of the text.
   *
   * @param start its first offset
   * @param end the offset after it
   */
  public record Stretch(int start, int end) {
    /** How many characters it has. */
    public int length() {
      return end - start;
    }
  }

  public RenderedText {
    references = List.copyOf(references);
    pieces = java.util.Collections.unmodifiableNavigableMap(new TreeMap<>(pieces));
  }

  /** The same with another text, whose characters stand where those of this one stood. */
  public RenderedText with(String sameLength) {
    if (sameLength.length() != text.length()) {
      throw new IllegalArgumentException("the text has another length");
    }
    return new RenderedText(sameLength, references, pieces);
  }

  /** Where the text begins, blanks aside: the place of findings about the whole of it. */
  public Origin beginning() {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return origin(start, start);
  }

  /** Where the stretch of text from {@code start} to {@code end} was written. */
  public Origin origin(int start, int end) {
    return Places.origin(this, start, end);
  }
}
