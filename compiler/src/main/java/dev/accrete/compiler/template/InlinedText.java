package dev.accrete.compiler.template;

import dev.accrete.compiler.template.RenderedText.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the texts of views and ephemeral models in the place of the references to them, as derived
 * tables. All that follows then sees through them: the tree is that of both texts, each place is
 * still known in the file it was written in, and each {@code ref()} inside can be restricted by
 * itself.
 */
public final class InlinedText {
  /**
   * The schema by which models are named in an inlined text, so that no CTE of the text around it
   * has their name.
   */
  public static final String SCHEMA = "accrete inlined";

  private final RenderedText reader;
  private final Map<String, RenderedText> texts;
  private final Set<Integer> aliased;
  private final StringBuilder text = new StringBuilder();
  private final List<Reference> references = new ArrayList<>();
  private final NavigableMap<Integer, Piece> pieces = new TreeMap<>();

  private InlinedText(RenderedText reader, Map<String, RenderedText> texts, Set<Integer> aliased) {
    this.reader = reader;
    this.texts = texts;
    this.aliased = aliased;
  }

  /**
   * The text that sees through what it reads.
   *
   * @param texts by the model's name, themselves free of references to such models
   * @param aliased the numbers of the references that the author gave an alias
   */
  public static RenderedText of(
      RenderedText reader, Map<String, RenderedText> texts, Set<Integer> aliased) {
    InlinedText inlined = new InlinedText(reader, texts, aliased);
    inlined.write();
    return new RenderedText(inlined.text.toString(), inlined.references, inlined.pieces);
  }

  private void write() {
    int at = 0;
    for (Reference reference : reader.references()) {
      copy(reader, at, reference.start());
      RenderedText inner = texts.get(reference.name());
      if (inner == null) {
        keep(reader, reference, reader.text().substring(reference.start(), reference.end()));
      } else {
        inline(reference, inner);
      }
      at = reference.end();
    }
    copy(reader, at, reader.text().length());
  }

  private void inline(Reference reference, RenderedText inner) {
    own(reference, "(\n");
    String whole = inner.text();
    int at = whole.length() - whole.stripLeading().length();
    for (Reference read : inner.references()) {
      copy(inner, at, read.start());
      String name = inner.text().substring(read.start(), read.end());
      boolean named = read.name().indexOf('.') >= 0 || name.startsWith(SqlName.quoted(SCHEMA));
      keep(inner, read, named ? name : SqlName.quoted(SCHEMA) + "." + name);
      at = read.end();
    }
    copy(inner, at, Math.max(at, whole.stripTrailing().length()));
    String alias =
        aliased.contains(reference.index()) ? "" : " AS " + SqlName.quoted(reference.name());
    own(reference, "\n)" + alias);
  }

  /** What stands there because the reference does. */
  private void own(Reference reference, String words) {
    pieces.put(text.length(), new Piece(reference.origin(), false));
    text.append(words);
  }

  private void keep(RenderedText from, Reference reference, String name) {
    int start = text.length();
    pieces.put(start, new Piece(from.origin(reference.start(), reference.start()), false));
    text.append(name);
    references.add(
        new Reference(
            references.size(), reference.name(), start, text.length(), reference.origin()));
  }

  /** Copies a stretch without references, and the places of its pieces along. */
  private void copy(RenderedText from, int start, int end) {
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
