package dev.accrete.compiler.load;

/** Looks at SQL text without parsing it. */
final class SqlText {
  private SqlText() {}

  /**
   * Whether anything but blanks and closed comments is in a text: SQL's two kinds of comments, and
   * the template's.
   */
  static boolean hasContent(String text) {
    int i = 0;
    while (i < text.length()) {
      int next = afterBlankOrComment(text, i);
      if (next == i) {
        return true;
      }
      i = next;
    }
    return false;
  }

  private static int afterBlankOrComment(String text, int i) {
    if (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == ';') {
      return i + 1;
    }
    if (text.startsWith("--", i)) {
      int end = text.indexOf('\n', i);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", i)) {
      return after(text, "*/", i);
    }
    return text.startsWith("[#--", i) ? after(text, "--]", i) : i;
  }

  /** The offset behind a closing mark, or the start where it is missing. */
  private static int after(String text, String close, int start) {
    int end = text.indexOf(close, start);
    return end < 0 ? start : end + close.length();
  }
}
