package dev.accrete.compiler.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Turns the parser's lines and columns into offsets of the rendered text. Line ends are LF, CR LF
 * or CR, as in the parser.
 */
public final class Offsets {
  private final int[] lineStarts;
  private final int parsedLength;
  private final int length;
  private final int @Nullable [] back;

  Offsets(String text) {
    this(text, text.length(), null);
  }

  /**
   * Of a text that was rewritten for the parser.
   *
   * @param length of the rendered text
   * @param back from each offset of the parsed text to one of the rendered text; null where they
   *     are the same
   */
  Offsets(String parsed, int length, int @Nullable [] back) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < parsed.length(); i++) {
      char c = parsed.charAt(i);
      boolean lineEnd =
          c == '\n' || (c == '\r' && (i + 1 == parsed.length() || parsed.charAt(i + 1) != '\n'));
      if (lineEnd) {
        starts.add(i + 1);
      }
    }
    this.lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
    this.parsedLength = parsed.length();
    this.length = length;
    this.back = back;
  }

  /** The offset of a line and column, both counted from 1; clamped to the text. */
  public int of(int line, int column) {
    if (line < 1) {
      return 0;
    }
    int start = line > lineStarts.length ? parsedLength : lineStarts[line - 1];
    int parsed = Math.min(parsedLength, start + Math.max(0, column - 1));
    return back == null ? parsed : back[parsed];
  }

  /** The offset of the first character of a position. */
  public int start(SqlParserPos position) {
    return of(position.getLineNum(), position.getColumnNum());
  }

  /** The offset after the last character of a position. */
  public int end(SqlParserPos position) {
    return Math.min(length, of(position.getEndLineNum(), position.getEndColumnNum()) + 1);
  }
}
