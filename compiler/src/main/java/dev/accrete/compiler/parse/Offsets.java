package dev.accrete.compiler.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Turns the parser's lines and columns into offsets of the rendered text. Line ends are LF, CR LF or CR, as in the parser. */
public final class Offsets {
  private final int[] lineStarts;
  private final int length;

  Offsets(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (lineEnd) {
        starts.add(i + 1);
      }
    }
    lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
    length = text.length();
  }

  /** The offset of a line and column, both counted from 1; clamped to the text. */
  public int of(int line, int column) {
    if (line < 1) {
      return 0;
    }
    int start = line > lineStarts.length ? length : lineStarts[line - 1];
    return Math.min(length, start + Math.max(0, column - 1));
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
