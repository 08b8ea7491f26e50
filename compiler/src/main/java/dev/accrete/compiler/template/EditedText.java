package dev.accrete.compiler.template;

import java.util.Comparator;
import java.util.List;

/** A text with some stretches written anew. Every place is still known in the file it came from. */
public final class EditedText {
  private final RenderedText text;
  private final List<Edit> edits;
  private final TextAssembly assembly = new TextAssembly();

  private EditedText(RenderedText text, List<Edit> edits) {
    this.text = text;
    this.edits = edits;
  }

  /** What a stretch becomes: words of our own, or a stretch of the text with its own edits. */
  public sealed interface Part permits Own, Kept {}

  /** Words that nobody wrote. */
  public record Own(String words) implements Part {}

  /**
   * A stretch of the text.
   *
   * @param start its first offset
   * @param end the offset after it
   */
  public record Kept(int start, int end) implements Part {}

  /**
   * A stretch that is written anew; an empty one is a place where something is put.
   *
   * @param start its first offset
   * @param end the offset after it
   * @param parts what stands there afterwards
   */
  public record Edit(int start, int end, List<Part> parts) {
    public Edit {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The text after some edits, in any order. Two of them are apart, or one lies in what the other
   * keeps; what an edit does not keep is gone, with the edits in it. Of two at one stretch the
   * first given counts. A stretch that an edit keeps may lie before it, and stands twice then.
   */
  public static RenderedText of(RenderedText text, List<Edit> edits) {
    if (edits.isEmpty()) {
      return text;
    }
    List<Edit> ordered =
        edits.stream()
            .sorted(
                Comparator.comparingInt(Edit::start)
                    .thenComparing(Comparator.comparingInt(Edit::end).reversed()))
            .toList();
    EditedText edited = new EditedText(text, ordered);
    int end = text.text().length();
    edited.write(0, end, 0, end + 1);
    return edited.assembly.rendered();
  }

  /**
   * Writes a stretch.
   *
   * @param first the number of the first edit that may lie in it
   * @param before edits that begin here or later do not belong to it
   */
  private void write(int start, int end, int first, int before) {
    int at = start;
    for (int i = first; i < edits.size() && edits.get(i).start() < before; i++) {
      Edit edit = edits.get(i);
      if (edit.start() < at || edit.end() > end) {
        continue;
      }
      assembly.take(text, at, edit.start());
      for (Part part : edit.parts()) {
        write(part, edit, i + 1);
      }
      at = edit.end();
    }
    assembly.take(text, at, end);
  }

  private void write(Part part, Edit edit, int next) {
    if (part instanceof Kept kept) {
      // Most keep a stretch of their own; one from before them has its edits before them.
      write(kept.start(), kept.end(), kept.start() < edit.start() ? 0 : next, kept.end());
    } else if (part instanceof Own own && !own.words().isEmpty()) {
      assembly.own(text.origin(edit.start(), edit.end()), own.words());
    }
  }
}
