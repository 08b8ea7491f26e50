package dev.accrete.compiler.template;

import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.Arrays;
import java.util.List;

/**
 * Turns FreeMarker's lines and columns, which count from a template's own start, into places in the
 * file.
 */
sealed interface TemplatePlaces {
  /** The file that the template stands in. */
  SourceFile file();

  /** The place between two positions, both counted from 1, the last one included. */
  Span span(int beginLine, int beginColumn, int endLine, int endColumn);

  /** The beginning of the template, for what has no other place. */
  Span start();

  /** The places of a template that is a stretch of a file. */
  static TemplatePlaces of(SourceFile file, int start, int end) {
    return new Stretch(file, start, end, Stretch.lineStarts(file.text(), start, end));
  }

  /**
   * The places of a template that is shown as one place, such as a YAML value with its quotes and
   * escapes.
   */
  static TemplatePlaces fixed(Span span) {
    return new Fixed(span);
  }

  /** One place for all. */
  record Fixed(Span start) implements TemplatePlaces {
    @Override
    public SourceFile file() {
      return start.file();
    }

    @Override
    public Span span(int beginLine, int beginColumn, int endLine, int endColumn) {
      return start;
    }
  }

  /** A condensed template, which is one line. */
  record Condensed(SourceFile file, Span start, List<CondensedTemplate.Chunk> chunks)
      implements TemplatePlaces {
    public Condensed {
      chunks = List.copyOf(chunks);
    }

    @Override
    public Span span(int beginLine, int beginColumn, int endLine, int endColumn) {
      CondensedTemplate.Chunk first = chunk(beginColumn - 1);
      CondensedTemplate.Chunk last = chunk(endColumn - 1);
      int begin = first.sql() ? first.start() : first.start() + beginColumn - 1 - first.at();
      int end = last.sql() ? last.end() : last.start() + endColumn - last.at();
      return new Span(file, begin, Math.max(begin, end));
    }

    private CondensedTemplate.Chunk chunk(int offset) {
      int low = 0;
      int high = chunks.size() - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (chunks.get(middle).at() <= offset) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return chunks.get(low);
    }
  }

  /**
   * A stretch of a file. Its lines end as FreeMarker counts them: at a line feed, a carriage
   * return, or both.
   */
  final class Stretch implements TemplatePlaces {
    private final SourceFile file;
    private final int from;
    private final int end;
    private final int[] lineStarts;

    Stretch(SourceFile file, int from, int end, int[] lineStarts) {
      this.file = file;
      this.from = from;
      this.end = end;
      this.lineStarts = lineStarts;
    }

    static int[] lineStarts(String text, int start, int end) {
      int[] starts = new int[64];
      int count = 0;
      starts[count++] = start;
      for (int i = start; i < end; i++) {
        char c = text.charAt(i);
        boolean ends = c == '\n' || c == '\r' && (i + 1 >= end || text.charAt(i + 1) != '\n');
        if (ends) {
          starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
          starts[count++] = i + 1;
        }
      }
      return Arrays.copyOf(starts, count);
    }

    @Override
    public SourceFile file() {
      return file;
    }

    @Override
    public Span start() {
      return new Span(file, from, from);
    }

    @Override
    public Span span(int beginLine, int beginColumn, int endLine, int endColumn) {
      int begin = offset(beginLine, beginColumn);
      int last = offset(endLine, endColumn);
      return new Span(file, begin, Math.max(begin, Math.min(last + 1, end)));
    }

    private int offset(int line, int column) {
      int lineStart = lineStarts[Math.max(0, Math.min(line - 1, lineStarts.length - 1))];
      return Math.min(lineStart + Math.max(column - 1, 0), end);
    }
  }
}
