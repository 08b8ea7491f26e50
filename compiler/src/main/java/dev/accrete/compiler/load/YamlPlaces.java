package dev.accrete.compiler.load;

import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/**
 * Turns SnakeYAML's marks, which count code points from the start of a document, into places in the
 * file.
 */
final class YamlPlaces {
  private final SourceFile file;
  private final int start;
  private final String text;
  private final boolean plain;

  YamlPlaces(SourceFile file, int start, String text) {
    this.file = file;
    this.start = start;
    this.text = text;
    this.plain = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
  }

  Span between(Mark from, Mark to) {
    int begin = offset(from);
    return new Span(file, begin, Math.max(begin, offset(to)));
  }

  Span point(@Nullable Mark mark) {
    int offset = mark == null ? start : offset(mark);
    return new Span(file, offset, offset);
  }

  private int offset(Mark mark) {
    int index = mark.getIndex();
    if (plain) {
      return start + Math.min(index, text.length());
    }
    int inside = Math.min(index, text.codePointCount(0, text.length()));
    return start + text.offsetByCodePoints(0, inside);
  }
}
