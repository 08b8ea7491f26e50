package dev.accrete.compiler.parse;

/** Tells comments from SQL, without a parser. */
public final class SqlComments {
  private SqlComments() {}

  /** Whether nothing but blanks, comments and semicolons follow an offset. */
  static boolean isBlank(String text, int from) {
    return normalize(text.substring(from)).replace(";", "").isBlank();
  }

  /**
   * SQL text on one line: comments gone, each stretch of blanks one blank, letters outside quotes in lower case. Two texts that
   * differ in layout alone become equal.
   */
  public static String normalize(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        int end = quoteEnd(text, i, c);
        out.append(text, i, end);
        i = end;
      } else if (text.startsWith("--", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", i)) {
        int end = text.indexOf("*/", i + 2);
        i = end < 0 ? text.length() : end + 2;
        blank(out);
      } else {
        if (Character.isWhitespace(c)) {
          blank(out);
        } else {
          out.append(Character.toLowerCase(c));
        }
        i++;
      }
    }
    return out.toString();
  }

  private static void blank(StringBuilder out) {
    if (out.length() == 0 || out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  /** The offset after a quoted piece that begins at {@code start}; a doubled quote does not end it. */
  private static int quoteEnd(String text, int start, char quote) {
    int i = start + 1;
    while (i < text.length()) {
      if (text.charAt(i) == quote) {
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
      i++;
    }
    return text.length();
  }
}
