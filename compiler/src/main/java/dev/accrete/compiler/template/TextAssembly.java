package dev.accrete.compiler.template;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.RenderedText.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Puts a text together out of stretches of others, with their references and places. */
final class TextAssembly {
  private final StringBuilder text = new StringBuilder();
  private final List<Reference> references = new ArrayList<>();
  private final NavigableMap<Integer, Piece> pieces = new TreeMap<>();

  /** The text so far. */
  RenderedText rendered() {
    return new RenderedText(text.toString(), references, pieces);
  }

  /** Words of our own, that stand there because of something at a place. */
  void own(Origin origin, String words) {
    pieces.put(text.length(), new Piece(origin, false));
    text.append(words);
  }

  /** A reference to a relation that nobody wrote. */
  void refer(String relation, Origin origin) {
    int start = text.length();
    own(origin, SqlName.quoted(relation));
    references.add(new Reference(references.size(), relation, start, text.length(), origin));
  }

  /** A reference of another text, as it stands there. */
  void keep(RenderedText from, Reference reference) {
    keep(from, reference, from.text().substring(reference.start(), reference.end()));
  }

  /** A reference of another text under another name. */
  void keep(RenderedText from, Reference reference, String name) {
    int start = text.length();
    pieces.put(start, new Piece(from.origin(reference.start(), reference.start()), false));
    text.append(name);
    references.add(
        new Reference(
            references.size(), reference.name(), start, text.length(), reference.origin()));
  }

  /** A stretch of another text, its references included. */
  void take(RenderedText from, int start, int end) {
    int at = start;
    for (Reference reference : from.references()) {
      if (reference.start() >= start && reference.end() <= end) {
        copy(from, at, reference.start());
        keep(from, reference);
        at = reference.end();
      }
    }
    copy(from, at, end);
  }

  /** A stretch of another text that has no references, and the places of its pieces along. */
  void copy(RenderedText from, int start, int end) {
    if (start == end) {
      return;
    }
    int by = text.length() - start;
    Map.Entry<Integer, Piece> running = from.pieces().floorEntry(start);
    if (running != null) {
      Piece piece = running.getValue();
      pieces.put(
          text.length(),
          piece.verbatim()
              ? new Piece(from.origin(start, end), true)
              : new Piece(piece.origin(), false));
    }
    from.pieces()
        .subMap(start, false, end, false)
        .forEach((offset, piece) -> pieces.put(offset + by, piece));
    text.append(from.text(), start, end);
  }
}
